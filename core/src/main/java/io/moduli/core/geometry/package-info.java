/**
 * The positions of the units of a network's layers. {@link io.moduli.core.geometry.GeometrySettings} holds a pipeline's
 * settings; {@link io.moduli.core.geometry.LayerGeometries} chooses the points, gives every weight the geometries of
 * the units that it connects, and moves the points that are learned. Spaces and their mathematics are plugins.
 */
@NullMarked
package io.moduli.core.geometry;

import org.jspecify.annotations.NullMarked;
