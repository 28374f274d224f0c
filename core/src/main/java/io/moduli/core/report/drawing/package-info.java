/**
 * What is drawn. A {@link io.moduli.core.report.drawing.Picture} is numbers with labels and nothing drawn yet; a {@link
 * io.moduli.core.report.drawing.Painter} for each kind of picture draws it in the colours of a {@link
 * io.moduli.core.report.drawing.Theme}, and the image becomes the bytes of a file. Nothing here knows of a run.
 */
@NullMarked
package io.moduli.core.report.drawing;

import org.jspecify.annotations.NullMarked;
