/**
 * The pruner {@code geometric}: structures known before training. {@code GeometricMasks} chooses connections by their {@code
 * PairScores} on the geometry of a layer; a {@code GeometricRegrowth} moves them along it while the network trains.
 */
@NullMarked
package io.moduli.plugins.pruning.geometric;

import org.jspecify.annotations.NullMarked;
