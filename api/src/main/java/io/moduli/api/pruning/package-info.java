/**
 * Which weights are removed, and when. A {@link io.moduli.api.pruning.Pruner} is bound to the weights that it is on; at its
 * {@link io.moduli.api.pruning.Cadence} the {@link io.moduli.api.pruning.BoundPruner} sees them in a {@link
 * io.moduli.api.pruning.PruningRound} and returns masks that remove the share of a {@link
 * io.moduli.api.pruning.SparsitySchedule} says. The host puts the masks on the weights and gives entries that come back their
 * values.
 */
@NullMarked
package io.moduli.api.pruning;

import org.jspecify.annotations.NullMarked;
