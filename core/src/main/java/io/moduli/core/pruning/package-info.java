/**
 * The run's side of the pruning protocol. A {@link io.moduli.core.pruning.NetworkPruner} binds the pruner to the
 * network's weights and shows it rounds; its masks are checked against what it declares, and only masks that have
 * changed are returned. When to call it, and applying the masks to the weights, is the pipeline's business.
 */
@NullMarked
package io.moduli.core.pruning;

import org.jspecify.annotations.NullMarked;
