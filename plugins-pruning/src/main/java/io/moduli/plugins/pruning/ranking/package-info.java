/**
 * The entries of weights and the order in which they are removed. {@link io.moduli.plugins.pruning.ranking.Survivors}
 * are the entries that a mask keeps; a {@link io.moduli.plugins.pruning.ranking.Ranking} gives each a key,
 * {@link io.moduli.plugins.pruning.ranking.SelfConnections} make exceptions, and
 * {@link io.moduli.plugins.pruning.ranking.Atoms} determine which are removed together. A
 * {@link io.moduli.plugins.pruning.ranking.Cut} finds the lowest keys in several passes without memory for entries,
 * {@link io.moduli.plugins.pruning.ranking.LowestEntries} and {@link io.moduli.plugins.pruning.ranking.LowestOfRow} in
 * one.
 */
@NullMarked
package io.moduli.plugins.pruning.ranking;

import org.jspecify.annotations.NullMarked;
