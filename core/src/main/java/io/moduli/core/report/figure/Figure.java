package io.moduli.core.report.figure;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A figure before it is drawn. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Figure permits Chart, Bars, HeatMap, Images, ParallelCoordinates, Solid {

    /** Its identifier within its page, and the name of its file when a reader saves it: letters, digits and hyphens. */
    String name();

    /** Its title, also for screen readers. */
    String title();

    /** What it shows and how to read it. */
    String caption();
}
