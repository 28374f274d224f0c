/**
 * The losses that the engine computes itself. A {@link io.moduli.core.loss.LossFunction} takes a network's outputs and a
 * batch and gives the loss and, on demand, its gradient with respect to the outputs.
 */
@NullMarked
package io.moduli.core.loss;

import org.jspecify.annotations.NullMarked;
