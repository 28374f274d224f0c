/**
 * Memory that kernels, ND4J and plugins share: a {@link io.moduli.api.tensor.Matrix} is a window on off-heap float32
 * numbers, seen by kernels as a memory segment and by everyone else, without a copy, as an ND4J array.
 */
@NullMarked
package io.moduli.api.tensor;

import org.jspecify.annotations.NullMarked;
