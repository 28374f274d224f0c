/**
 * What plugins contribute to the report of a run: an {@link io.moduli.api.report.Exhibit} says what is to be shown, as
 * numbers or text with their units, and leaves the drawing to the host, so that all reports look alike and need no graphics
 * library of the plugin.
 */
@NullMarked
package io.moduli.api.report;

import org.jspecify.annotations.NullMarked;
