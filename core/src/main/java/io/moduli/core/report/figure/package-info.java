/**
 * Figures as data. A {@link io.moduli.core.report.figure.Figure} is numbers with labels, units and a caption, and nothing drawn:
 * the page of a report takes it as JSON ({@link io.moduli.core.report.figure.FigureJson}) and draws it, with the library that
 * the page carries, in the width and the colours that it finds. Nothing here knows of a run.
 */
@NullMarked
package io.moduli.core.report.figure;

import org.jspecify.annotations.NullMarked;
