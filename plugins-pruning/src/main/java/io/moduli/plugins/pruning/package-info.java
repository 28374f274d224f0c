/**
 * Standard pruners and sparsity schedules. {@link io.moduli.plugins.pruning.PruningPlugin} offers them. From the bottom
 * up: {@code ranking} (entries and the order in which they are removed), {@code setting} (common settings),
 * {@code group} (entries removed together), {@code removal} (pruners that only remove), {@code regrowth} (those that
 * replace entries), {@code geometric} (structures known before training), and {@code schedule}.
 */
@NullMarked
package io.moduli.plugins.pruning;

import org.jspecify.annotations.NullMarked;
