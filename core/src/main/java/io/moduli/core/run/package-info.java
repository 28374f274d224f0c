/**
 * Runs: a {@link io.moduli.core.run.PipelineRun} executes a {@link io.moduli.core.loading.LoadedPipeline} in a directory of its
 * own, a {@link io.moduli.core.run.RunEvaluation} evaluates the networks that a run has stored there.
 *
 * <p>Files are written under temporary names and renamed, so that none is ever incomplete; events during the run go to
 * {@code metrics.jsonl} and to the caller's listener.
 */
@NullMarked
package io.moduli.core.run;

import org.jspecify.annotations.NullMarked;
