/**
 * The report of a run. What a run left ({@link io.moduli.core.report.ReportSource}: its history, network, geometries and
 * task) becomes sections of blocks, among them {@linkplain io.moduli.core.report.Picture pictures} that are numbers with
 * labels and nothing drawn yet; painters draw each in a light and a dark theme, and the page puts them into one HTML file
 * that needs nothing from outside.
 */
@NullMarked
package io.moduli.core.report;

import org.jspecify.annotations.NullMarked;
