/**
 * The report of a run. What a run left ({@link io.moduli.core.report.ReportSource}: its history, network, geometries and
 * task) becomes {@linkplain io.moduli.core.report.page.Section sections} of blocks, among them {@linkplain
 * io.moduli.core.report.figure.Figure figures}, and these one HTML file that draws them and needs nothing from outside.
 */
@NullMarked
package io.moduli.core.report;

import org.jspecify.annotations.NullMarked;
