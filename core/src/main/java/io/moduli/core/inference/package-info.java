/**
 * Trained networks in programs of one's own: a {@link io.moduli.core.inference.TrainedNetwork} is opened from a run or a file,
 * and each {@link io.moduli.core.inference.NetworkStream} of it is stepped one observation at a time, with the kernels and the
 * sparse weights that training uses.
 *
 * <p>This is the package for programs. It needs neither a pipeline nor plugins nor ND4J: on the class path are {@code moduli-core},
 * {@code moduli-api}, Jackson (core, databind, annotations), {@code slf4j-api}, and JavaCPP and OpenBLAS, each with its jar for
 * the platform.
 */
@NullMarked
package io.moduli.core.inference;

import org.jspecify.annotations.NullMarked;
