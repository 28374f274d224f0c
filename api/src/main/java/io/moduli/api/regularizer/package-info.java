/**
 * Penalties on weights. A {@link io.moduli.api.regularizer.Regularizer} is bound once to each weight that it is on; the
 * {@link io.moduli.api.regularizer.BoundRegularizer} then adds, at every step, to the gradients of that weight's stored
 * entries and keeps whatever it learns, such as the neurons' points.
 */
@NullMarked
package io.moduli.api.regularizer;

import org.jspecify.annotations.NullMarked;
