/**
 * Standard pruners and sparsity schedules. {@code magnitude} and {@code random} become a {@code RankedPruner}: at each round it
 * gives every surviving entry a key by its {@code Ranking}, finds with a {@code Cut} which keys are the least of their {@link
 * io.moduli.plugins.pruning.PruningScope}, and answers with masks that lack them. {@code Atoms}
 * say which entries go together: each by itself, or in groups of units. {@link
 * io.moduli.plugins.pruning.RigLPruner} and {@link io.moduli.plugins.pruning.SetPruner} are {@code SparseFromTheStart} and
 * say by which rankings a {@code Replacement} drops entries and grows others. {@link
 * io.moduli.plugins.pruning.GeometricPruner} chooses {@code GeometricMasks} by {@code PairScores} and, if it may, moves
 * them by a {@code GeometricRegrowth}. Schedules are records that are their own
 * settings.
 */
@NullMarked
package io.moduli.plugins.pruning;

import org.jspecify.annotations.NullMarked;
