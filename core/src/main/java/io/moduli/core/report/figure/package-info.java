/**
 * Figures as data. A {@link io.moduli.core.report.figure.Figure} consists of numbers with labels, units and a caption:
 * the page of a report contains it as JSON ({@link io.moduli.core.report.figure.FigureJson}) and draws it, with the
 * library inside the page, in the available width and the current colours. Nothing here knows about runs.
 */
@NullMarked
package io.moduli.core.report.figure;

import org.jspecify.annotations.NullMarked;
