/**
 * Engines, which decide how and where the trials of an experiment run. An
 * {@link io.moduli.core.experiment.engine.TrialEngine} is given the numbers of trials and a way to run one on this
 * machine, and informs a listener of their progress; {@link io.moduli.core.experiment.engine.TrialEngines} finds the
 * available engines. The local one is here; others are additions of a distribution.
 */
@NullMarked
package io.moduli.core.experiment.engine;

import org.jspecify.annotations.NullMarked;
