/**
 * Penalties on weights: {@link io.moduli.plugins.moduli.regularizer.ModuliRegularizer}, whose coefficients come from the
 * geometry of the layer, and plain L1 and L2.
 *
 * <p>A geometry and an inhibitor become coefficients in double precision
 * ({@link io.moduli.plugins.moduli.regularizer.PairCosts}), these become float32 numbers for the stored entries
 * ({@link io.moduli.plugins.moduli.regularizer.EntryCoefficients}), and one kernel
 * ({@link io.moduli.plugins.moduli.regularizer.WeightedPenalty}) turns them and a block of weights into a penalty and
 * its gradient. If points are learned, weights pull on points, and the coefficients are recomputed.
 */
@NullMarked
package io.moduli.plugins.moduli.regularizer;

import org.jspecify.annotations.NullMarked;
