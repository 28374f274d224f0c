/**
 * Sparsity schedules: the share of entries that is gone as training goes on. They are records that are their own settings.
 */
@NullMarked
package io.moduli.plugins.pruning.schedule;

import org.jspecify.annotations.NullMarked;
