/**
 * What a network learns and how it is stored: a {@link io.moduli.core.engine.storage.Parameter} owns values, gradients,
 * moments and mask, dense or as compressed sparse rows, and counts versions of its structure and of its values, which
 * dependent objects compare ({@link io.moduli.core.engine.storage.StructureWatch}). A
 * {@link io.moduli.core.engine.storage.StoragePolicy} chooses the form when a weight is pruned. Nothing here
 * multiplies.
 */
@NullMarked
package io.moduli.core.engine.storage;

import org.jspecify.annotations.NullMarked;
