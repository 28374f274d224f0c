/**
 * The report of a run. The results of a run ({@link io.moduli.core.report.ReportSource}: its history, network,
 * geometries and task) become {@linkplain io.moduli.core.report.page.Section sections} of blocks, among them
 * {@linkplain io.moduli.core.report.figure.Figure figures}, and these become one HTML file that draws them and needs
 * nothing from outside.
 */
@NullMarked
package io.moduli.core.report;

import org.jspecify.annotations.NullMarked;
