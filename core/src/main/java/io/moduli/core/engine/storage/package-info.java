/**
 * What a network learns and how it is stored: a {@link io.moduli.core.engine.storage.Parameter} owns values, gradients,
 * moments and mask, dense or as compressed sparse rows, and a {@link io.moduli.core.engine.storage.StoragePolicy} chooses
 * the form when it is pruned. Nothing here multiplies.
 */
@NullMarked
package io.moduli.core.engine.storage;

import org.jspecify.annotations.NullMarked;
