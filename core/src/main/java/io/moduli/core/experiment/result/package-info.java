/**
 * What came out of an experiment: its axes, and for each trial what it was given and which metrics its run reached. Whoever runs
 * or collects trials fills these records; statistics, tables and reports read them and nothing else.
 */
@NullMarked
package io.moduli.core.experiment.result;

import org.jspecify.annotations.NullMarked;
