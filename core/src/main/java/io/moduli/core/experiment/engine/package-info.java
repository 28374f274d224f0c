/**
 * Who runs the trials of an experiment, and where. An {@link io.moduli.core.experiment.engine.TrialEngine} is given the numbers
 * of trials and a way to run one on this machine, and tells a listener what becomes of them; which engines there are is found by
 * {@link io.moduli.core.experiment.engine.TrialEngines}. The local one is here; others are additions of a distribution.
 */
@NullMarked
package io.moduli.core.experiment.engine;

import org.jspecify.annotations.NullMarked;
