/**
 * The geometry that makes a network sparse: a {@link io.moduli.api.geometry.ModuliSpace} on which hidden units have their
 * points, an {@link io.moduli.api.geometry.Inhibitor} that turns the distance of two units into the cost of the weight
 * between them, and the {@link io.moduli.api.geometry.LayerGeometry} that holds the points of one layer and that everybody
 * else reads.
 *
 * <p>Everything here is plain {@code double} arithmetic on arrays; a space needs no native library, and neither do its
 * tests.
 */
@NullMarked
package io.moduli.api.geometry;

import org.jspecify.annotations.NullMarked;
