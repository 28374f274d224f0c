package io.moduli.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** The appearance of a text on a terminal with colours; elsewhere it is unchanged. */
enum Tone {
    /** What went wrong. */
    ERROR(Style.bold, Style.fg_red),
    /** What may be wrong. */
    WARNING(Style.fg_yellow),
    /** What went well. */
    GOOD(Style.fg_green),
    /** What stands above others. */
    HEADING(Style.bold);

    private final String on;

    Tone(IStyle... styles) {
        this.on = Style.on(styles);
    }

    /** The text as it is printed where colours are on or off. */
    String paint(String text, Ansi ansi) {
        return ansi.enabled() ? on + text + Style.reset.on() : text;
    }
}
