/**
 * Penalties on weights: {@link io.moduli.plugins.moduli.regularizer.ModuliRegularizer}, whose coefficients come from the
 * geometry of the neurons' points, and plain L1 and L2.
 *
 * <p>A space and an inhibitor become coefficients in double precision
 * ({@link io.moduli.plugins.moduli.regularizer.PairCosts}), these become float32 numbers for the stored entries
 * ({@link io.moduli.plugins.moduli.regularizer.EntryCoefficients}), and one kernel
 * ({@link io.moduli.plugins.moduli.regularizer.WeightedPenalty}) turns them and a block of weights into a penalty and
 * its gradient. Learned points close the circle: weights move points, and points renew coefficients.
 */
@NullMarked
package io.moduli.plugins.moduli.regularizer;

import org.jspecify.annotations.NullMarked;
