/**
 * Recurrent networks as the engine runs them: a list of {@link io.moduli.core.network.Block}s, which are the projection of
 * initial states, the embedding of tokens, dropout, recurrent layers and the read-out, fused with the loss.
 *
 * <p>A {@link io.moduli.core.network.NetworkPlan} says which parameters a network has before any is allocated, {@link
 * io.moduli.core.network.NetworkBlocks} makes the blocks, and the {@link io.moduli.core.network.Network} goes through them:
 * a {@link io.moduli.core.network.Pass} forward in their order, and backward in the reverse one. Blocks hand each other
 * {@link io.moduli.core.network.Signal}s: values one way, gradients the other. In a recurrent layer a batch's sequences go
 * together, or each worker's by themselves: an {@code Arrangement} says which, and a {@code SequencePass} is the way through
 * time. Losses, optimizers and pruning are elsewhere; a block that depends on how its weights are stored asks them.
 */
@NullMarked
package io.moduli.core.network;

import org.jspecify.annotations.NullMarked;
