/**
 * Experiments: one file that asks a question, as many runs of a pipeline as it takes to answer it. {@link
 * io.moduli.core.experiment.ExperimentLoader} reads the file, {@link io.moduli.core.experiment.Design} makes trials of its axes,
 * and {@link io.moduli.core.experiment.TrialCheck} finds all that is wrong with any of them before the first one starts. Who
 * runs them, and where, is decided by an {@linkplain io.moduli.core.experiment.engine engine}.
 */
@NullMarked
package io.moduli.core.experiment;

import org.jspecify.annotations.NullMarked;
