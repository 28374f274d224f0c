/**
 * The block that goes through time, a {@link io.moduli.core.network.recurrent.RecurrentLayer}. A batch's sequences go
 * through it together, or each worker's by themselves: an {@code Arrangement} says which, a {@code SequencePass} is the way
 * through time and back on the {@code LayerBuffers} of its sequences, and {@code LayerGradients} are the sums over all passes.
 */
@NullMarked
package io.moduli.core.network.recurrent;

import org.jspecify.annotations.NullMarked;
