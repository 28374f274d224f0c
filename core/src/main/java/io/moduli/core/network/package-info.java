/**
 * Recurrent networks as the engine runs them: input or embedding, a stack of recurrent layers, a read-out.
 *
 * <p>A {@link io.moduli.core.network.NetworkPlan} says which parameters and how much memory a network has before any is
 * allocated; the {@link io.moduli.core.network.Network} owns the activations and goes forward and backward through them.
 * Data flows from the task's batch through the layers to the outputs, and gradients the same way back into the parameters.
 * A batch's sequences go through a layer together, or each worker's by themselves: a {@code RecurrentLayer} decides, and a
 * {@code SequencePass} is the way through time.
 * Losses, optimizers and pruning are elsewhere.
 */
@NullMarked
package io.moduli.core.network;

import org.jspecify.annotations.NullMarked;
