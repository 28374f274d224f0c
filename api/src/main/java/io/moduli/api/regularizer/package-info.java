/**
 * Penalties on weights. A {@link io.moduli.api.regularizer.Regularizer} is bound once to each weight that it is on; the
 * {@link io.moduli.api.regularizer.BoundRegularizer} then adds, in every step, to the gradients of that weight's stored
 * entries and, where points are learned, to the gradients of the layer's geometry.
 */
@NullMarked
package io.moduli.api.regularizer;

import org.jspecify.annotations.NullMarked;
