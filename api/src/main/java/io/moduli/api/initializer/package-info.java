/**
 * The first values of weights. A {@link io.moduli.api.initializer.WeightInitializer} says which roles it is on; the host then
 * hands it each weight of those roles as {@link io.moduli.api.initializer.FirstWeights}, to be written row by row, and draws
 * all other weights uniformly.
 */
@NullMarked
package io.moduli.api.initializer;

import org.jspecify.annotations.NullMarked;
