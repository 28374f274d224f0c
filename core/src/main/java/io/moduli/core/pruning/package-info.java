/**
 * A run's side of the pruning protocol. A {@link io.moduli.core.pruning.NetworkPruner} binds the pruner to the network's weights
 * and shows it rounds; what it answers is held against what it promises, and only masks that have changed come out. When to
 * ask, and putting the masks on the weights, is the pipeline's business.
 */
@NullMarked
package io.moduli.core.pruning;

import org.jspecify.annotations.NullMarked;
