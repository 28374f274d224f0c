/**
 * The results of an experiment: its axes, and for each trial its values on them and the metrics of its run. These
 * records are filled when trials are run or collected; statistics, tables and reports read nothing else.
 */
@NullMarked
package io.moduli.core.experiment.result;

import org.jspecify.annotations.NullMarked;
