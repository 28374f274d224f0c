package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ShellFilesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        ShellFiles.main(new String[] {folder.toString(), "1.2.3"});
    }

    @Test
    void everyCommandHasAManualPage() throws IOException {
        try (Stream<Path> pages = Files.list(folder.resolve("man/man1"))) {
            assertThat(pages.map(page -> page.getFileName().toString())).contains("moduli.1", "moduli-run.1",
                    "moduli-resume.1", "moduli-plugin.1", "moduli-plugin-new.1", "moduli-distribution-build.1");
        }
    }

    @Test
    void aPageSaysWhatTheHelpSays() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("man/man1/moduli-run.1"))).containsSubsequence(
                ".TH \"MODULI-RUN\" 1 \"\" \"Moduli 1.2.3\" \"Moduli\"", //
                ".SH NAME", "moduli\\-run \\- Runs a pipeline and writes its results into a folder of its own", //
                ".SH SYNOPSIS", "moduli run FILE [\\-o path=value ...] [\\-\\-out DIR]", //
                ".SH ARGUMENTS", ".TP", "\\fIFILE\\fR", //
                ".SH OPTIONS", ".TP", "\\fB\\-o\\fR, \\fB\\-\\-override\\fR \\fIpath=value\\fR", //
                ".SH EXAMPLES", ".nf", "moduli run addition", ".fi");
        assertThat(Files.readAllLines(folder.resolve("man/man1/moduli.1"))).containsSubsequence(
                ".SH COMMANDS", "\\fBmoduli\\-run\\fR(1)", //
                ".SH EXIT STATUS", ".TP", "\\fB130\\fR", "interrupted");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a script for bash")
    void bashCompletesCommandsAndOptions() throws Exception {
        assertThat(completions("moduli", "res")).isEqualTo("resume\n");
        assertThat(completions("moduli", "plugin", "ver")).isEqualTo("verify\n");
        assertThat(completions("moduli", "run", "--ou")).isEqualTo("--out\n");
    }

    private String completions(String... words) throws Exception {
        String script = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); "
                + "_complete_moduli \"$1\" \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; "
                + "printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder(Stream.concat(
                Stream.of("bash", "-c", script, "bash", folder.resolve("completion/moduli.bash").toString()),
                Stream.of(words)).toList()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(printed).isZero();
        return printed.replace(" ", "");
    }
}
