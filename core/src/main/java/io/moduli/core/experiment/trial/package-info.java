/**
 * The folder of an experiment, and trials in it. {@link io.moduli.core.experiment.trial.ExperimentFolder} is written once all
 * trials have been checked, {@link io.moduli.core.experiment.trial.TrialExecution} runs one of them in this process or goes on
 * with it, {@link io.moduli.core.experiment.trial.TrialProcess} runs one in another process, and their outcomes are read
 * from their folders.
 */
@NullMarked
package io.moduli.core.experiment.trial;

import org.jspecify.annotations.NullMarked;
