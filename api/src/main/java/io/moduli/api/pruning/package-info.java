/**
 * Which weights go, and when. A {@link io.moduli.api.pruning.SparsitySchedule} says what share is gone after each epoch; a
 * {@link io.moduli.api.pruning.Pruner} then looks at the weights of a {@link io.moduli.api.pruning.PruningRound} and
 * proposes the masks that reach it.
 */
@NullMarked
package io.moduli.api.pruning;

import org.jspecify.annotations.NullMarked;
