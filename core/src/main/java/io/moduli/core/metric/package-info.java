/**
 * Metrics of tasks: which ones there are, which of two values is better, and whether a network has learned anything. What picks
 * the best of several networks and what warns of useless ones asks here.
 */
@NullMarked
package io.moduli.core.metric;

import org.jspecify.annotations.NullMarked;
