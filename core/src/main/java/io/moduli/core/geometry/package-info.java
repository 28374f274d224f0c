/**
 * What core itself makes of a geometry. {@link io.moduli.core.geometry.NeuronOrder} turns a layer's points into an order of
 * its neurons; training numbers the units by it, and reports draw matrices in it. Spaces and their mathematics are plugins.
 */
@NullMarked
package io.moduli.core.geometry;

import org.jspecify.annotations.NullMarked;
