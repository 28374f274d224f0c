/**
 * Pipelines: the {@link io.moduli.core.pipeline.PipelineSettings} that a file is bound to, and the stages that work on one
 * network, one after the other.
 *
 * <p>Settings become components, components become a {@link io.moduli.core.pipeline.Session}, and each stage is a loop
 * around the trainer, the pruner or the evaluation of that session. What happens is told to a {@link
 * io.moduli.core.pipeline.PipelineListener}; files are the business of runs.
 */
@NullMarked
package io.moduli.core.pipeline;

import org.jspecify.annotations.NullMarked;
