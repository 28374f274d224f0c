/**
 * Pruners that only remove: {@code magnitude}, {@code random} and {@code saliency}. Each is a {@link
 * io.moduli.plugins.pruning.removal.RankedPruner}, which ranks the survivors of a round and removes the lowest, those of a scope
 * together ({@code ScopeRound}) or unit by unit ({@code UnitRound}); {@code Shares} and {@code RowShares} say how many stay. An
 * {@link io.moduli.plugins.pruning.removal.Arrangement} makes {@code random} draw graphs with a structure. {@code WholeUnits}
 * removes hidden units with all their weights instead.
 */
@NullMarked
package io.moduli.plugins.pruning.removal;

import org.jspecify.annotations.NullMarked;
