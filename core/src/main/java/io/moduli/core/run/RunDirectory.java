package io.moduli.core.run;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.files.FolderLock;
import io.moduli.core.files.WholeFiles;
import io.moduli.core.model.StoredNetwork;
import io.moduli.core.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of one run. */
public final class RunDirectory {

    /** The effective configuration. */
    public static final String PIPELINE = "pipeline.conf";
    /** The folder of checkpoints. */
    public static final String CHECKPOINTS = "checkpoints";
    /** A line for each epoch and each stage. */
    public static final String METRICS = "metrics.jsonl";
    /** The result of the run. */
    public static final String SUMMARY = "summary.json";
    /** The trained network. */
    public static final String MODEL = StoredNetwork.FILE;
    /** The network that the first lottery-ticket stage trained from fresh weights under the same masks. */
    public static final String LOTTERY_TICKET = "lottery-ticket.safetensors";
    /** The best network of the first training stage that keeps its best. */
    public static final String BEST = "best.safetensors";
    /** The folder of the task's fitted state; absent for a task that fits nothing. */
    public static final String TASK = "task";
    /** The software and the machine of the run. */
    public static final String PROVENANCE = "provenance.json";
    /** The report of the run, an HTML page. */
    public static final String REPORT = Report.FILE;

    private static final String LOCK = "lock";
    private static final int MOST_SIBLINGS = 100_000;

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Creates a directory for a run, which from then on belongs to this run alone, since its file of metrics exists.
     *
     * @param wanted an empty or absent directory
     * @throws BadInputException if it is not empty, is not a directory, cannot be written to, or belongs to a run that
     *     has begun in the meantime
     */
    static RunDirectory create(Path wanted) throws BadInputException {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            try (Stream<Path> content = Files.list(path)) {
                if (content.findAny().isPresent()) {
                    throw notEmpty(wanted);
                }
            }
        } catch (IOException refused) {
            throw refusal(wanted, refused);
        }
        return claim(wanted);
    }

    /** The directory of an existing run. */
    static RunDirectory existing(Path path) {
        return new RunDirectory(path.toAbsolutePath().normalize());
    }

    /**
     * Creates the first of the directories {@code name}, {@code name-2}, {@code name-3} … that does not exist, for a
     * run to which it belongs alone, however many runs begin at the same moment.
     *
     * @param parent their parent, which is created, too
     * @throws BadInputException if it cannot be created
     */
    static RunDirectory createUnused(Path parent, String name) throws BadInputException {
        Path candidate = parent.resolve(name);
        try {
            Files.createDirectories(candidate.toAbsolutePath().normalize().getParent());
            for (int number = 2; !makes(candidate) && number < MOST_SIBLINGS; number++) {
                candidate = parent.resolve(name + "-" + number);
            }
        } catch (IOException refused) {
            throw refusal(candidate, refused);
        }
        return claim(candidate);
    }

    private static boolean makes(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        }
    }

    /** If several processes try to create the same file, only one of them succeeds. */
    private static RunDirectory claim(Path wanted) throws BadInputException {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            Files.createFile(path.resolve(METRICS));
            return new RunDirectory(path);
        } catch (FileAlreadyExistsException claimed) {
            throw notEmpty(wanted);
        } catch (IOException refused) {
            throw refusal(wanted, refused);
        }
    }

    private static BadInputException notEmpty(Path wanted) {
        return new BadInputException(
                "the output directory %s is not empty; name another, nothing is overwritten".formatted(wanted));
    }

    private static BadInputException refusal(Path wanted, IOException refused) {
        return new BadInputException(
                "the output directory %s cannot be written to: %s".formatted(wanted, reason(refused)), refused);
    }

    /**
     * The network of a lottery-ticket stage.
     *
     * @param number counts these stages, from 1
     * @return {@link #LOTTERY_TICKET}, {@code lottery-ticket-2.safetensors} and so on
     */
    static String lotteryTicket(int number) {
        return number == 1 ? LOTTERY_TICKET : "lottery-ticket-%d.safetensors".formatted(number);
    }

    /**
     * The best network of a training stage.
     *
     * @param number counts the stages that keep their best, from 1
     * @return {@link #BEST}, {@code best-2.safetensors} and so on
     */
    static String best(int number) {
        return number == 1 ? BEST : "best-%d.safetensors".formatted(number);
    }

    /**
     * Acquires the right to write to the directory of a run with checkpoints.
     *
     * @return empty if another process, or another run of this one, has it
     */
    static Optional<FolderLock> lock(Path directory) throws IOException {
        return FolderLock.take(directory.resolve(CHECKPOINTS), LOCK);
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** A file of it. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a text file, whole or not at all. */
    void write(String name, String content) throws IOException {
        write(name, output -> output.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a file, whole or not at all. Creates its folder if necessary.
     *
     * @throws IOException that names the file
     */
    void write(String name, WholeFiles.Content content) throws IOException {
        WholeFiles.write(file(name), content);
    }

    private static String reason(IOException refused) {
        return switch (refused) {
            case FileAlreadyExistsException there -> there.getFile() + " is not a directory";
            case NoSuchFileException absent -> absent.getFile() + " cannot be made";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException system when system.getReason() != null ->
                system.getFile() + ": " + system.getReason();
            default -> refused.getClass().getSimpleName() + " " + refused.getMessage();
        };
    }
}
