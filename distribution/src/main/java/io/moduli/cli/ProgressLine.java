package io.moduli.cli;

import java.util.List;
import java.util.Optional;

/**
 * How far a stage is, in a line that is as long as there is room for. What fits everywhere is which stage it is, the share
 * that is done and the time left; where there is more room there are a bar and details, the first ones first.
 *
 * @param stage its number and name, which is cut where it is too long
 * @param share what is done, from 0 to 1
 * @param left the time left, where it is known
 * @param details what else there is to say
 */
record ProgressLine(String stage, double share, Optional<String> left, List<String> details) {

    private static final int NARROWEST_BAR = 8;
    private static final int WIDEST_BAR = 40;

    ProgressLine {
        details = List.copyOf(details);
    }

    /** The line in so many columns or fewer. */
    String fit(int columns) {
        String essential = " %3d%%".formatted((int) Math.floor(100 * share))
                + left.map(time -> " " + time + " left").orElse("");
        String name = cut(stage, columns - essential.length());
        int room = columns - name.length() - essential.length();
        // The bar has two brackets and a space before it.
        boolean bar = room >= NARROWEST_BAR + 3;
        room -= bar ? NARROWEST_BAR + 3 : 0;
        StringBuilder said = new StringBuilder();
        for (String detail : details) {
            String next = (said.isEmpty() ? "  " : ", ") + detail;
            if (next.length() > room) {
                break;
            }
            said.append(next);
            room -= next.length();
        }
        return name + (bar ? bar(Math.min(WIDEST_BAR, NARROWEST_BAR + room)) : "") + essential + said;
    }

    private String bar(int width) {
        int done = (int) Math.floor(width * share);
        return " [" + "=".repeat(done) + (done < width ? ">" + " ".repeat(width - done - 1) : "") + "]";
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return length < 2 ? "" : text.substring(0, length - 2) + "..".substring(0, Math.min(2, length));
    }
}
