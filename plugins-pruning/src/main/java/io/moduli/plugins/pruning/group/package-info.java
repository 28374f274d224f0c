/**
 * Entries that are removed together: groups of units, along the geometry or shuffled, and patterns along rows. A
 * {@link io.moduli.plugins.pruning.group.Grouping} creates the {@link io.moduli.plugins.pruning.ranking.Atoms} of each
 * weight.
 */
@NullMarked
package io.moduli.plugins.pruning.group;

import org.jspecify.annotations.NullMarked;
