package io.moduli.cli;

import io.moduli.core.bundle.Bundle;
import io.moduli.core.bundle.BundleFailedException;
import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.Bundles;
import io.moduli.core.config.problem.BadInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/**
 * The environment of the command.
 *
 * @param out receives results
 * @param err receives progress and problems
 * @param columns the width of the terminal that err goes to; empty if it goes to a file or a pipe
 * @param width the maximum width of tables and descriptions on out
 * @param workingFolder the folder that relative paths refer to
 * @param classPath loads the built-in pipelines, and plugins that are not in a bundle
 * @param home the folder of the distribution; empty if the command was not started from one
 * @param colours whether output is coloured
 * @param morePlugins further folders of bundles, from the arguments, once they are parsed
 */
record Console(
        PrintStream out,
        PrintStream err,
        OptionalInt columns,
        int width,
        Path workingFolder,
        ClassLoader classPath,
        Optional<Path> home,
        Colours colours,
        Supplier<List<Path>> morePlugins) {

    /** The system property with which the launcher script passes the folder of the distribution. */
    static final String HOME = "moduli.home";

    /** The system property with which the launcher script passes the width of the terminal on standard error. */
    static final String COLUMNS = "moduli.terminal.columns";

    /** The system property with which the launcher script passes the width of the terminal on standard output. */
    static final String OUTPUT = "moduli.terminal.output";

    private static final String NAME = "moduli:";

    private static final String WARNING = "warning:";

    /** A terminal that is narrower has no room for a bar of any kind. */
    private static final int MINIMUM_COLUMNS = 16;

    /** The width of output if it is not known: in a file, in a pipe and on a terminal that does not know its width. */
    private static final int USUAL_WIDTH = 80;

    /** Narrower than this, no table is of use. */
    private static final int MINIMUM_WIDTH = 40;

    Console {
        workingFolder = workingFolder.toAbsolutePath().normalize();
    }

    /** An environment without colours and without further folders of bundles. */
    Console(PrintStream out, PrintStream err, OptionalInt columns, Path workingFolder, ClassLoader classPath,
            Optional<Path> home) {
        this(out, err, columns, USUAL_WIDTH, workingFolder, classPath, home, Colours.NONE, List::of);
    }

    /** The same environment with further folders of bundles. */
    Console with(Supplier<List<Path>> plugins) {
        return new Console(out, err, columns, width, workingFolder, classPath, home, colours, plugins);
    }

    /** The environment of this process. */
    static Console ofProcess(PrintStream out, PrintStream err) {
        int columns = Integer.getInteger(COLUMNS, 0);
        int output = Integer.getInteger(OUTPUT, 0);
        return new Console(
                out,
                err,
                columns >= MINIMUM_COLUMNS ? OptionalInt.of(columns) : OptionalInt.empty(),
                output > 0 ? Math.max(output, MINIMUM_WIDTH) : USUAL_WIDTH,
                Path.of(""),
                Console.class.getClassLoader(),
                Optional.ofNullable(System.getProperty(HOME)).map(Path::of),
                Colours.of(System.getenv(), output > 0, columns > 0),
                List::of);
    }

    /** Says what may be wrong. */
    void warn(String message) {
        complain(WARNING + " " + message);
    }

    /** Prints a line on standard error; its first words give the severity, and are highlighted. */
    void complain(String line) {
        Ansi ansi = colours.err();
        if (line.startsWith(NAME)) {
            err.println(Tone.ERROR.paint(NAME, ansi) + line.substring(NAME.length()));
        } else if (line.startsWith(WARNING)) {
            err.println(Tone.WARNING.paint(WARNING, ansi) + line.substring(WARNING.length()));
        } else {
            err.println(line);
        }
    }

    /** The folder of the installed bundles. */
    Optional<Path> plugins() {
        return home.map(folder -> folder.resolve("plugins"));
    }

    /**
     * The folder of bundles to be changed or verified: the one that the arguments name, or else the distribution's.
     *
     * @throws BadArgumentException if they name several, or none and there is no distribution
     */
    Path onePluginsFolder() {
        List<Path> named = distinct(morePlugins.get());
        if (named.size() > 1) {
            throw new BadArgumentException("moduli: --plugins is for one folder here");
        }
        return named.stream().findFirst().map(workingFolder::resolve).or(this::plugins)
                .map(folder -> folder.toAbsolutePath().normalize())
                .orElseThrow(
                        () -> new BadArgumentException("moduli: it was not started from a distribution, so there is no "
                                + "folder of plugins; name one with --plugins DIR"));
    }

    /** The same folders without duplicates, however they are written and whatever links lead there. */
    private List<Path> distinct(List<Path> folders) {
        List<Path> distinct = new ArrayList<>();
        for (Path folder : folders) {
            if (distinct.stream().noneMatch(
                    other -> isSame(workingFolder.resolve(other), workingFolder.resolve(folder)))) {
                distinct.add(folder);
            }
        }
        return distinct;
    }

    /** An action with bundles; it returns the exit status. */
    @FunctionalInterface
    interface BundlesCall {

        int with(Bundles bundles) throws IOException, BadInputException;
    }

    /**
     * Runs an action with everything that is installed.
     *
     * @throws BundleFailedException if a bundle caused a failure
     */
    int withBundles(BundlesCall call) throws IOException, BadInputException {
        try (Bundles bundles = loadBundles()) {
            try {
                return call.with(bundles);
            } catch (RuntimeException | Error thrown) {
                Optional<BundleFailedException> failure = bundles.failure(thrown);
                if (failure.isPresent()) {
                    throw failure.get();
                }
                throw thrown;
            }
        }
    }

    /**
     * Loads everything that is installed, and the bundles in further folders, which replace installed ones of the same
     * name; a line reports each.
     *
     * @throws BadArgumentException if one of the further folders is none
     */
    Bundles loadBundles() {
        List<Path> installed = plugins().filter(folder -> Files.exists(folder, LinkOption.NOFOLLOW_LINKS)).stream()
                .toList();
        List<Path> named = new ArrayList<>();
        for (Path more : morePlugins.get()) {
            Path folder = workingFolder.resolve(more);
            if (!Files.isDirectory(folder)) {
                throw new BadArgumentException(
                        "moduli: --plugins %s: there is no such folder; it must hold a folder for each bundle"
                                .formatted(more));
            }
            if (Stream.concat(installed.stream(), named.stream()).noneMatch(other -> isSame(other, folder))) {
                named.add(folder);
            }
        }
        Bundles bundles = Bundles.load(classPath, installed, named);
        for (Bundle old : bundles.displaced()) {
            bundles.bundles().stream().filter(other -> other.name().equals(old.name())).findFirst()
                    .ifPresent(now -> err.println("plugin %s: taken from %s instead of the installed %s".formatted(
                            old.name(), now.folder(), old.metadata().map(BundleMetadata::version).orElse("one"))));
        }
        return bundles;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException unreadable) {
            // The code that reads them reports the problem.
            return false;
        }
    }
}
