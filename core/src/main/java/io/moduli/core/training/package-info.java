/**
 * One training step: forward, loss, backward, regularizers, clipping, optimizer. The
 * {@link io.moduli.core.training.Trainer} performs it in that order on a network and a batch; the closed choices of
 * optimizers and learning-rate schedules are records that a pipeline's settings are bound to. Epochs, stages and
 * pruning are the business of pipelines.
 */
@NullMarked
package io.moduli.core.training;

import org.jspecify.annotations.NullMarked;
