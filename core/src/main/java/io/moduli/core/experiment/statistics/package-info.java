/**
 * The statistics of an experiment: for each metric and condition the number of trials, their mean, standard deviation
 * and interval, and how they differ from a baseline at equal seeds. Results go in, numbers come out; tables and pages
 * show them. The distributions and tests are those of Apache Commons Statistics.
 */
@NullMarked
package io.moduli.core.experiment.statistics;

import org.jspecify.annotations.NullMarked;
