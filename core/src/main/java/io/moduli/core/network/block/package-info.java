/**
 * The parts of a network and what goes between them: a {@link io.moduli.core.network.block.Pass} goes forward through {@link
 * io.moduli.core.network.block.Block}s and back, and each of them reads the {@link io.moduli.core.network.block.Signal} of
 * the one in front and writes its own. Here are the blocks that know nothing of time: initial states, the embedding of
 * tokens, dropout, and the read-out, fused with the loss.
 */
@NullMarked
package io.moduli.core.network.block;

import org.jspecify.annotations.NullMarked;
