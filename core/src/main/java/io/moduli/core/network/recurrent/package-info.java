/**
 * The block that goes through time, a {@link io.moduli.core.network.recurrent.RecurrentLayer}. A batch's sequences pass
 * through it together, or each worker's separately, as an {@code Arrangement} determines; a {@code SequencePass} runs
 * through time and back on the {@code LayerBuffers} of its sequences, and {@code PassGradients} are summed over all
 * passes.
 */
@NullMarked
package io.moduli.core.network.recurrent;

import org.jspecify.annotations.NullMarked;
