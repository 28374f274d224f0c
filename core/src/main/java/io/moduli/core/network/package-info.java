/**
 * Recurrent networks as the engine runs them. A {@link io.moduli.core.network.NetworkPlan} says which parameters a
 * network has, and a {@link io.moduli.core.network.MemoryEstimate} how much memory it takes, before any is allocated;
 * {@link io.moduli.core.network.NetworkBlocks} creates the list of its
 * {@linkplain io.moduli.core.network.block blocks}, and the {@link io.moduli.core.network.Network} runs forward through
 * them in order and backward in reverse order.
 *
 * <p>Data flows from the task's batch through the blocks to the outputs and their loss, and gradients the same way back
 * into the parameters. First values, losses, optimizers and pruning are elsewhere; a block that depends on how its
 * weights are stored asks the weights.
 */
@NullMarked
package io.moduli.core.network;

import org.jspecify.annotations.NullMarked;
