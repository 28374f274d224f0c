package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private final TextTable table = new TextTable(List.of("Stage", ">Seconds", "Metrics"));

    private List<String> printed(int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        table.print(new Console(printer, printer, OptionalInt.empty(), width, Path.of(""),
                TextTableTest.class.getClassLoader(), Optional.empty(), Colours.NONE, List::of));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void columnsAreAsWideAsTheirTexts() {
        table.add("1 train", "13.8", "sparsity 95.0 %");

        assertThat(printed(80)).containsExactly(
                "Stage    Seconds  Metrics", //
                "1 train     13.8  sparsity 95.0 %");
    }

    @Test
    void theWidestTextGoesOnBelowWhereARowIsTooLong() {
        table.add(WrappedText.unbroken("2 evaluate"), "0.0",
                WrappedText.unbroken("error 9.880e-05") + ", " + WrappedText.unbroken("distance 4.200 cm"));

        assertThat(printed(45)).containsExactly(
                "Stage       Seconds  Metrics", //
                "2 evaluate      0.0  error 9.880e-05,", //
                "                     distance 4.200 cm");
    }

    @Test
    void noWordAndNoNumberIsBroken() {
        table.add("evaluate-lottery-ticket", "95.0 %", "baseline-error");

        assertThat(printed(20)).containsExactly(
                "Stage                    Seconds  Metrics", //
                "evaluate-lottery-ticket   95.0 %  baseline-error");
    }
}
