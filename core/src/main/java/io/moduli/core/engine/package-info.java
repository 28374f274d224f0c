/**
 * The arithmetic: a {@link io.moduli.core.engine.threads.Team} of threads, {@link io.moduli.core.engine.dense.Blas dense products} by
 * OpenBLAS, point-wise kernels on the Vector API, and the {@link io.moduli.core.engine.storage.Parameter parameters} with the
 * {@link io.moduli.core.engine.maps.LinearMap linear maps} through which networks see them.
 *
 * <p>Nothing here knows what a network or a pipeline is. The same number of threads gives the same bits, no matter when
 * code is compiled: work is split so that every sum has a fixed order, and transcendental functions are our own fused
 * multiply-adds, since the last bits of those of the Vector API differ between interpreted and compiled code. A
 * different number of threads may change the last bits: OpenBLAS uses different kernels for smaller parts of a product,
 * and if each worker has its own sequences, a gradient is the sum of their parts.
 */
@NullMarked
package io.moduli.core.engine;

import org.jspecify.annotations.NullMarked;
