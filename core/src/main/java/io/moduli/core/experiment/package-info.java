/**
 * Experiments: one file that asks a question, as many runs of a pipeline as it takes to answer it.
 * {@link io.moduli.core.experiment.ExperimentLoader} reads the file, {@link io.moduli.core.experiment.Design} combines
 * its axes into trials, and {@link io.moduli.core.experiment.TrialCheck} finds all their problems before the first one
 * starts. How and where they run is decided by an {@linkplain io.moduli.core.experiment.engine engine}.
 */
@NullMarked
package io.moduli.core.experiment;

import org.jspecify.annotations.NullMarked;
