/**
 * The arithmetic: a {@link io.moduli.core.engine.threads.Team} of threads, {@link io.moduli.core.engine.dense.Blas dense products} by
 * OpenBLAS, point-wise kernels on the Vector API, and the {@link io.moduli.core.engine.storage.Parameter parameters} with the
 * {@link io.moduli.core.engine.maps.LinearMap linear maps} through which networks see them.
 *
 * <p>Nothing here knows what a network or a pipeline is. The same number of threads gives the same bits, whenever the
 * compiler steps in: work is split so that every sum has a fixed order, and transcendental functions are our own fused
 * multiply-adds, since those of the Vector API give other last bits interpreted than compiled. Another number of threads
 * may give other last bits: OpenBLAS takes other kernels for smaller parts of a product, and where workers have sequences of
 * their own a gradient is the sum of their parts.
 */
@NullMarked
package io.moduli.core.engine;

import org.jspecify.annotations.NullMarked;
