/**
 * Pipelines: the {@link io.moduli.core.pipeline.PipelineSettings} that a file is bound to, and the stages that work on one
 * network, one after the other.
 *
 * <p>The {@link io.moduli.core.pipeline.PipelineModule} wires settings and an opened task into one
 * {@link io.moduli.core.pipeline.Pipeline}, whose stages are loops around the trainer, the pruner or the
 * {@link io.moduli.core.pipeline.Evaluator}. A {@link io.moduli.core.pipeline.PipelineListener} is informed of what
 * happens; files are the business of runs.
 */
@NullMarked
package io.moduli.core.pipeline;

import org.jspecify.annotations.NullMarked;
