/**
 * Standard pruners and sparsity schedules. A settings record becomes a {@code RankedPruner}; at each round it gives every
 * surviving entry a key by its {@code Ranking}, finds with a {@code Cut} which keys are the least of their {@link
 * io.moduli.plugins.pruning.PruningScope}, and answers with masks that lack them. Schedules are records that are their own
 * settings.
 */
@NullMarked
package io.moduli.plugins.pruning;

import org.jspecify.annotations.NullMarked;
