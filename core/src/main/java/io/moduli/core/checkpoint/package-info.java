/**
 * Checkpoints: the state of a run, saved as it goes. A pipeline writes its state to
 * {@link io.moduli.core.checkpoint.Checkpoints} and asks them for the state to resume from; a
 * {@link io.moduli.core.checkpoint.CheckpointFolder} keeps the last ones in the run's directory, and a
 * {@link io.moduli.core.checkpoint.StoredCheckpoint} is one of them, read back and verified by its checksums.
 */
@NullMarked
package io.moduli.core.checkpoint;

import org.jspecify.annotations.NullMarked;
