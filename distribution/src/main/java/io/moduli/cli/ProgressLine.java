package io.moduli.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/**
 * The progress of a stage or an experiment, in one line. All parts of the line are complete: on a narrow terminal the
 * least important parts are left out, and only the name is ever shortened.
 *
 * @param number how many of how many, such as {@code 1/4}
 * @param name of what, such as a stage's name
 * @param share the share that is done, from 0 to 1
 * @param detail the position, such as {@code epoch 3/30}
 * @param essential the part that is left out last, such as {@code loss 0.1234}
 * @param further one more detail, such as {@code sparsity 95.0 %}
 * @param time the time that is left or was taken, if it is known
 */
record ProgressLine(
        String number,
        String name,
        double share,
        Optional<String> detail,
        Optional<String> essential,
        Optional<String> further,
        Optional<String> time) {

    private static final int NARROWEST_BAR = 5;
    private static final int GOOD_BAR = 10;
    private static final int WIDEST_BAR = 40;
    private static final int SHORTEST_NAME = 4;
    private static final String CUT = "..";
    private static final String GAP = "  ";

    /** The line in at most a given number of columns; the bar is coloured if there are colours. */
    String fit(int columns, Ansi ansi) {
        String percent = "%3d%%".formatted((int) Math.floor(100 * share));
        for (Layout layout : List.of(
                new Layout(GOOD_BAR, true, present(Optional.of(percent), detail, essential, further, time)),
                new Layout(GOOD_BAR, true, present(detail, essential, further, time)),
                new Layout(NARROWEST_BAR, false, present(detail, essential, further, time)),
                new Layout(NARROWEST_BAR, false, present(Optional.of(percent), essential, time)),
                new Layout(0, false, present(Optional.of(percent), essential, time)),
                new Layout(0, false, present(Optional.of(percent), time)),
                new Layout(0, false, present(Optional.of(percent))))) {
            int needed = number.length() + (layout.wholeName() ? 1 + name.length() : 0) + layout.length();
            if (needed <= columns) {
                return draw(layout, columns, ansi);
            }
        }
        return "";
    }

    /**
     * One way to show a stage after its number and name.
     *
     * @param bar the minimum width of the bar; 0 for no bar
     * @param wholeName whether it may be used only if the whole name fits
     * @param rest what follows
     */
    private record Layout(int bar, boolean wholeName, String rest) {

        /** Its minimum length, without the name. */
        int length() {
            return rest.length() + (bar > 0 ? " []".length() + bar : 0);
        }
    }

    private String draw(Layout layout, int columns, Ansi ansi) {
        int room = columns - number.length() - layout.length();
        String shown = nameIn(room);
        int bar = Math.min(WIDEST_BAR, layout.bar() + room - shown.length());
        return number + shown + (layout.bar() > 0 ? " [" + bar(bar, ansi) + "]" : "") + layout.rest();
    }

    /** The name after a space, complete or shortened; empty if there is not enough room for it. */
    private String nameIn(int room) {
        if (name.length() + 1 <= room) {
            return " " + name;
        }
        int letters = room - 1 - CUT.length();
        return letters < SHORTEST_NAME ? "" : " " + name.substring(0, letters) + CUT;
    }

    private String bar(int width, Ansi ansi) {
        int done = (int) Math.floor(width * share);
        String filled = "=".repeat(done) + (done < width ? ">" : "");
        return Tone.GOOD.paint(filled, ansi) + " ".repeat(width - filled.length());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read only
    private static String present(Optional<String>... parts) {
        return Stream.of(parts).flatMap(Optional::stream).map(part -> GAP + part).collect(Collectors.joining());
    }
}
