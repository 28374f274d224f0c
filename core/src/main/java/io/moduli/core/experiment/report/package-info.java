/**
 * The files with an experiment's results: {@link io.moduli.core.experiment.report.ExperimentReport} writes the tables
 * of {@code experiment.table} and a page with figures of each metric, learning curves, what failed, and links to the
 * runs. Results and the runs' metrics files go in; nothing is computed here that {@code experiment.statistics} could
 * compute.
 */
@NullMarked
package io.moduli.core.experiment.report;

import org.jspecify.annotations.NullMarked;
