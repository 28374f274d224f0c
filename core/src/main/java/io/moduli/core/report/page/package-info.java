/**
 * Pages that are one HTML file: {@linkplain io.moduli.core.report.page.Section sections} of tables, texts and
 * {@linkplain io.moduli.core.report.figure.Figure figures}. The page contains the data of its figures, the library that
 * draws them (Observable Plot on d3) and the script that calls it, and fetches nothing.
 */
@NullMarked
package io.moduli.core.report.page;

import org.jspecify.annotations.NullMarked;
