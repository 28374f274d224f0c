/**
 * Sparsity schedules: the share of removed entries over the course of training. They are records that are their own
 * settings.
 */
@NullMarked
package io.moduli.plugins.pruning.schedule;

import org.jspecify.annotations.NullMarked;
