package io.moduli.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.files.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was installed as a bundle. It lies in the bundle's folder as {@value #FILE} and says nothing that differs from one
 * installation of the same files to the next.
 *
 * @param bundle the symbolic name
 * @param version of the bundle
 * @param source where it came from: Maven coordinates, or the name of a file or folder
 * @param sha256 the checksum of every file but this one in the bundle's folder, by its path there, with slashes
 */
public record InstallRecord(String bundle, String version, String source, Map<String, String> sha256) {

    /** The name of the file. */
    public static final String FILE = "bundle.json";

    public InstallRecord {
        sha256 = new TreeMap<>(sha256);
    }

    /** The checksums by path, sorted by it. */
    @Override
    public Map<String, String> sha256() {
        return new TreeMap<>(sha256);
    }

    /** The record of the files that lie in a folder. */
    public static InstallRecord of(Path folder, String bundle, String version, String source) throws IOException {
        return new InstallRecord(bundle, version, source, checksums(folder));
    }

    /**
     * Reads the record of a bundle; empty if there is none.
     *
     * @param folder the bundle's
     * @throws IOException if it cannot be read or is not such a record
     */
    public static Optional<InstallRecord> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(Files.readAllBytes(file), InstallRecord.class));
        } catch (JsonProcessingException e) {
            throw new IOException("%s is not a record of an installation: %s".formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    /** Writes the record, whole or not at all, and to the disk itself. */
    public void write(Path folder) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("bundle", bundle);
        root.put("version", version);
        root.put("source", source);
        root.put("sha256", sha256);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        String json = new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
        Path beside = folder.resolve("." + FILE + ".part");
        try {
            Files.writeString(beside, json);
            DurableFiles.force(beside);
            DurableFiles.rename(beside, folder.resolve(FILE));
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** How the files of a folder differ from what was installed: a line for each that is missing, changed or new. */
    public List<String> differences(Path folder) throws IOException {
        Map<String, String> now = checksums(folder);
        List<String> differences = new ArrayList<>();
        sha256.forEach((name, checksum) -> {
            String found = now.get(name);
            if (found == null) {
                differences.add(name + " is missing");
            } else if (!found.equals(checksum)) {
                differences
                        .add("%s was changed: its sha256 is %s, and was %s when it was installed".formatted(name, found,
                                checksum));
            }
        });
        now.keySet().stream().filter(name -> !sha256.containsKey(name))
                .forEach(name -> differences.add(name + " was not there when it was installed"));
        return differences;
    }

    private static Map<String, String> checksums(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                // What a system leaves there later is nobody's change, and no class comes from it.
                if (!name.equals(FILE) && !Leftovers.within(name)) {
                    checksums.put(name, Checksum.ofFile(file));
                }
            }
        }
        return checksums;
    }
}
