/**
 * The report of a run. What a run left ({@link io.moduli.core.report.ReportSource}: its history, network, geometries and
 * task) becomes {@linkplain io.moduli.core.report.Section sections} of blocks, among them {@linkplain
 * io.moduli.core.report.drawing.Picture pictures}; the page has each drawn in a light and a dark theme and puts them into one
 * HTML file that needs nothing from outside.
 */
@NullMarked
package io.moduli.core.report;

import org.jspecify.annotations.NullMarked;
