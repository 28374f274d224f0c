package io.moduli.core.config.text;

import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files that one configuration is read from: their text, the names they are shown under and their folders. */
final class SourceFiles {

    private final Path workingFolder;
    private final Map<String, Path> folders = new HashMap<>();
    private final Map<String, List<String>> lines = new HashMap<>();

    SourceFiles(Path workingFolder) {
        this.workingFolder = workingFolder;
    }

    /**
     * A text and the name that it is shown under.
     *
     * @param name relative to the working folder for files below it
     * @param content HOCON
     */
    record Document(String name, String content) {
    }

    /** Reads a file as strict UTF-8; the HOCON library itself would replace what it cannot decode by question marks. */
    Document read(Path file) {
        Path path = file.toAbsolutePath().normalize();
        String name = shown(path);
        Path parent = path.getParent();
        folders.put(name, parent == null ? path : parent);
        if (!Files.exists(path)) {
            throw new Unusable(new Problem(origin(name, 0), "", "there is no such file"));
        }
        if (Files.isDirectory(path)) {
            throw new Unusable(new Problem(origin(name, 0), "", "is a folder, not a file"));
        }
        byte[] octets;
        try {
            octets = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new Unusable(new Problem(origin(name, 0), "", "cannot be read: " + e));
        }
        try {
            return new Document(name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            int line = lineOfBadOctet(octets);
            throw new Unusable(new Problem(origin(name, line), "", "is not UTF-8 here; save the file as UTF-8 text"));
        }
    }

    /** Remembers the text of a document. */
    void keep(Document document) {
        lines.put(document.name(), document.content().lines().toList());
    }

    /** Whether a substitution anywhere in the documents names a setting, such as {@code ${seed}}. */
    boolean substitute(String path) {
        return lines.values().stream().flatMap(List::stream)
                .anyMatch(line -> line.contains("${" + path) || line.contains("${?" + path));
    }

    /** The order of keys in a document and its includes. */
    WrittenOrder order(String name) {
        return new WrittenOrder(name, lines);
    }

    /** Makes relative paths that were written in another file refer to that file's folder. */
    void know(Origin origin) {
        folders.putIfAbsent(origin.place(), origin.folder());
    }

    /** The name that a source is shown under. */
    String name(ConfigurationSource source) {
        return switch (source) {
            case ConfigurationSource.File file ->
                shown(workingFolder.resolve(file.path()).toAbsolutePath().normalize());
            case ConfigurationSource.Text text -> text.name();
            case ConfigurationSource.Values values -> values.name();
        };
    }

    private String shown(Path path) {
        return path.startsWith(workingFolder) ? workingFolder.relativize(path).toString() : path.toString();
    }

    /** Decoding with replacement keeps the lines, so the first replacement gives the line. */
    private static int lineOfBadOctet(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        String before = text.substring(0, Math.max(0, text.indexOf('\ufffd')));
        return 1 + (int) before.chars().filter(character -> character == '\n').count();
    }

    /** The folder of a file that was read; the working folder for any other text. */
    Path folder(String name) {
        return folders.getOrDefault(name, workingFolder);
    }

    /** Whether a name is that of a file that was read. */
    boolean isFile(String name) {
        return folders.containsKey(name);
    }

    /** A line of a document. */
    Origin origin(String name, int line) {
        return new Origin(name, line, folder(name));
    }

    /** The origin of overrides. */
    Origin commandLine() {
        return origin(Origin.COMMAND_LINE, 0);
    }

    /** Converts values whose origins are in these files. */
    RawValues rawValues() {
        return new RawValues(workingFolder, folders);
    }

    /** A required file cannot be used. Unchecked, to pass through the HOCON library. */
    static final class Unusable extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unusable(Problem problem) {
            super(problem.render());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
