/**
 * The folder of an experiment, and trials in it. {@link io.moduli.core.experiment.trial.ExperimentFolder} is written once all
 * trials have been checked, {@link io.moduli.core.experiment.trial.TrialExecution} runs or resumes one of them in this
 * process, {@link io.moduli.core.experiment.trial.TrialProcesses} runs them in other processes, and their outcomes are read from
 * their folders.
 */
@NullMarked
package io.moduli.core.experiment.trial;

import org.jspecify.annotations.NullMarked;
