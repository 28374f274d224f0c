/**
 * Weights as {@link io.moduli.core.engine.maps.LinearMap linear maps}: networks multiply by the map that a
 * {@link io.moduli.core.engine.maps.WeightMap} gives for the form, dense or sparse, in which its parameter is currently
 * stored. Operands go in, products and gradients come out, and each worker computes its own rows.
 */
@NullMarked
package io.moduli.core.engine.maps;

import org.jspecify.annotations.NullMarked;
