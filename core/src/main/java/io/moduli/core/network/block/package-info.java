/**
 * The parts of a network and what passes between them: a {@link io.moduli.core.network.block.Pass} runs forward through
 * {@link io.moduli.core.network.block.Block}s and back, and each of them reads the
 * {@link io.moduli.core.network.block.Signal} of the preceding one and writes its own. This package contains the blocks
 * that know nothing about time: initial states, the embedding of tokens, dropout, and the read-out, fused with the
 * loss.
 */
@NullMarked
package io.moduli.core.network.block;

import org.jspecify.annotations.NullMarked;
