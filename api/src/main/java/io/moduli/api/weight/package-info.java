/**
 * What regularizers, pruners and initializers are shown of a weight matrix: its {@link io.moduli.api.weight.WeightShape}, its
 * stored entries as an {@link io.moduli.api.weight.EntryBlock}, and the {@link io.moduli.api.weight.Mask} of those that survive.
 *
 * <p>They see entries, not a matrix, so that the same code serves a weight that is stored dense and one that is stored
 * sparse. The engine owns the memory and lends it for the length of a call.
 */
@NullMarked
package io.moduli.api.weight;

import org.jspecify.annotations.NullMarked;
