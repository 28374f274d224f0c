/**
 * Trained networks in other programs: a {@link io.moduli.core.inference.TrainedNetwork} is opened from a run or a file,
 * and each {@link io.moduli.core.inference.NetworkStream} of it is stepped one observation at a time, with the kernels
 * and the sparse weights that training uses.
 *
 * <p>This is the package for embedding programs. It needs no pipeline, no plugins and no ND4J; the class path must
 * contain {@code moduli-core}, {@code moduli-api}, Jackson (core, databind, annotations), {@code slf4j-api}, and
 * JavaCPP and OpenBLAS, each with its jar for the platform.
 */
@NullMarked
package io.moduli.core.inference;

import org.jspecify.annotations.NullMarked;
