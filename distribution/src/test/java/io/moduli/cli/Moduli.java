package io.moduli.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a call of the command in this process came to.
 *
 * @param status the exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Moduli(int status, String out, String err) {

    static Moduli call(Path folder, String... arguments) {
        return call(folder, Moduli.class.getClassLoader(), arguments);
    }

    static Moduli call(Path folder, ClassLoader plugins, String... arguments) {
        return call(folder, plugins, Optional.empty(), Colours.NONE, arguments);
    }

    /** A call of the command of a distribution, with the bundles in its {@code plugins}. */
    static Moduli callIn(Path home, Path folder, String... arguments) {
        return call(folder, Moduli.class.getClassLoader(), Optional.of(home), Colours.NONE, arguments);
    }

    static Moduli call(Path folder, Colours colours, String... arguments) {
        return call(folder, Moduli.class.getClassLoader(), Optional.empty(), colours, arguments);
    }

    private static Moduli call(Path folder, ClassLoader plugins, Optional<Path> home, Colours colours,
            String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = ModuliCommand.execute(
                new Console(
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        OptionalInt.empty(),
                        80,
                        folder,
                        plugins,
                        home,
                        colours,
                        List::of),
                arguments);
        return new Moduli(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Puts a pipeline that runs for less than a second into a folder, as {@code tiny.conf}. */
    static void writeTiny(Path folder) throws IOException {
        try (InputStream tiny = Moduli.class.getResourceAsStream("tiny.conf")) {
            Files.copy(tiny, folder.resolve("tiny.conf"));
        }
    }
}
