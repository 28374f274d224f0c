/**
 * The results of an experiment as text for people and programs: a {@link io.moduli.core.experiment.table.ResultTable}
 * for each metric, written as plain text, Markdown or LaTeX, one tidy file of comma-separated values and one of JSON.
 * Statistics go in, text comes out; the same statistics make the same text.
 */
@NullMarked
package io.moduli.core.experiment.table;

import org.jspecify.annotations.NullMarked;
