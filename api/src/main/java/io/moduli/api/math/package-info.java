/**
 * Arithmetic that cells, tasks and the engine share: {@link io.moduli.api.math.VectorMath} has the transcendental
 * functions of float32 vectors that give the same bits interpreted and compiled. Vectors come in and go out; nothing here
 * keeps anything.
 */
@NullMarked
package io.moduli.api.math;

import org.jspecify.annotations.NullMarked;
