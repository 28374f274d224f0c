package io.moduli.core.report.figure;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A figure before it is drawn. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Figure permits Chart, Bars, HeatMap, Images, ParallelCoordinates, Solid {

    /** What it is called within its page, and what its file is called when a reader saves it: letters, digits and hyphens. */
    String name();

    /** What it is called; also what is read out where it cannot be seen. */
    String title();

    /** What it shows and how to read it. */
    String caption();
}
