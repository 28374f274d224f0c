package io.moduli.cli;

import io.moduli.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Suggests what a user probably meant who confuses a pipeline, a run's folder and the files in it. */
final class RunFolders {

    private static final int MOST_NAMED = 5;

    private static final Set<String> FILES = Set.of(
            RunDirectory.PIPELINE, RunDirectory.METRICS, RunDirectory.SUMMARY, RunDirectory.MODEL,
            RunDirectory.LOTTERY_TICKET, RunDirectory.BEST, RunDirectory.PROVENANCE, RunDirectory.REPORT);

    private RunFolders() {}

    /** Whether a folder is that of a run. */
    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(RunDirectory.PIPELINE))
                && Files.isRegularFile(folder.resolve(RunDirectory.METRICS));
    }

    /** The hint for a run's folder, a file in it or a network where a pipeline is expected; empty for anything else. */
    static Optional<String> insteadOfPipeline(Path given, String name) {
        if (isRun(given)) {
            return Optional.of(
                    "%s is the folder of a run; its pipeline is %s, and \"moduli evaluate %s\" evaluates its networks"
                            .formatted(name, Path.of(name).resolve(RunDirectory.PIPELINE), name));
        }
        if (inRun(given) && !given.endsWith(RunDirectory.PIPELINE)) {
            return Optional.of("%s is not the pipeline of the run; that is %s".formatted(
                    name, sibling(name, RunDirectory.PIPELINE)));
        }
        if (Files.isRegularFile(given) && name.endsWith(".safetensors")) {
            return Optional.of(name + " is a stored network, not a pipeline");
        }
        return Optional.empty();
    }

    /** The hint for an existing path that is not a run's folder although one is expected. */
    static String insteadOfRun(Path given, String name) {
        if (Files.isDirectory(given)) {
            List<String> runs = runsIn(given, name);
            return "%s is not the folder of a run: it has no %s%s".formatted(
                    name, RunDirectory.PIPELINE,
                    runs.isEmpty() ? "" : "; of runs in it there are " + String.join(", ", runs));
        }
        return inRun(given)
                ? "%s is a file of a run; name the run's folder, %s".formatted(name, sibling(name, ""))
                : "%s is a file, not the folder of a run; \"moduli run %s\" makes one, if it is a pipeline".formatted(
                        name, name);
    }

    private static boolean inRun(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder != null && FILES.contains(String.valueOf(file.getFileName())) && isRun(folder);
    }

    private static Path sibling(String name, String other) {
        Path sibling = Path.of(name).resolveSibling(other);
        return sibling.toString().isEmpty() ? Path.of(".") : sibling;
    }

    private static List<String> runsIn(Path folder, String name) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(RunFolders::isRun).map(Path::getFileName).sorted().limit(MOST_NAMED)
                    .map(run -> Path.of(name).resolve(run).toString()).toList();
        } catch (IOException unreadable) {
            // It is wrong in any case; its contents would only serve for a hint.
            return List.of();
        }
    }
}
