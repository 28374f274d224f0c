/**
 * Metrics of tasks: which ones there are, which of two values is better, and whether a network has learned anything.
 * Choosing the best of several networks and warning about useless ones are based on this package.
 */
@NullMarked
package io.moduli.core.metric;

import org.jspecify.annotations.NullMarked;
