/**
 * Runs: a pipeline's file becomes a {@link io.moduli.core.run.LoadedPipeline}, with everything that is wrong with it found
 * first, and a {@link io.moduli.core.run.PipelineRun} executes it in a directory of its own.
 *
 * <p>Files are written beside their place and renamed, so that none is ever there by half; what happens while the pipeline
 * runs goes to {@code metrics.jsonl} and on to the caller's listener.
 */
@NullMarked
package io.moduli.core.run;

import org.jspecify.annotations.NullMarked;
