/**
 * The published inhibitors: functions from the geodesic distance of two units to the cost of the weight between them.
 *
 * <p>A regularizer asks them for costs and, if points are learned, for derivatives. Each is a record that is its own
 * settings. Their defaults are made for spaces of period 10 and radius 5.
 */
@NullMarked
package io.moduli.plugins.moduli.inhibitor;

import org.jspecify.annotations.NullMarked;
