package io.moduli.core.checkpoint;

import io.moduli.core.files.Checksum;
import io.moduli.core.files.WholeFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The SHA-256 checksums of a checkpoint's files, in a file that {@code sha256sum -c} can read as well. */
final class Checksums {

    private final Map<String, String> sums = new LinkedHashMap<>();

    /** Writes a file to the disk, and keeps its checksum. */
    void write(Path file, WholeFiles.Content content) throws IOException {
        MessageDigest digest = Checksum.sha256();
        WholeFiles.force(file, output -> {
            OutputStream both = new DigestOutputStream(output, digest);
            content.writeTo(both);
            both.flush();
        });
        sums.put(String.valueOf(file.getFileName()), HexFormat.of().formatHex(digest.digest()));
    }

    /** Writes the checksums of all files written so far. */
    void write(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
        WholeFiles.force(folder.resolve(StoredCheckpoint.SUMS), output -> output.write(bytes));
    }

    /** Reads the checksums of a checkpoint. */
    static Checksums of(Path folder) throws IOException, DamagedCheckpointException {
        Path file = folder.resolve(StoredCheckpoint.SUMS);
        Checksums checksums = new Checksums();
        try {
            // A byte that is not ASCII makes a checksum that matches nothing.
            for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
                String[] words = line.split(" {2}", 2);
                if (words.length == 2) {
                    checksums.sums.put(words[1], words[0]);
                }
            }
        } catch (NoSuchFileException absent) {
            throw new DamagedCheckpointException("%s is missing".formatted(file));
        }
        return checksums;
    }

    /** Checks that files are as they were written. */
    void verify(Path folder, String... names) throws IOException, DamagedCheckpointException {
        for (String name : names) {
            Path file = folder.resolve(name);
            String expected = sums.get(name);
            if (expected == null) {
                throw new DamagedCheckpointException(
                        "%s has no checksum of %s".formatted(folder.resolve(StoredCheckpoint.SUMS), name));
            }
            String actual = sum(file);
            if (!actual.equals(expected)) {
                throw new DamagedCheckpointException(
                        "%s is not as it was written: its SHA-256 is %s, not %s".formatted(file, actual, expected));
            }
        }
    }

    private static String sum(Path file) throws IOException, DamagedCheckpointException {
        try {
            return Checksum.ofFile(file);
        } catch (NoSuchFileException absent) {
            throw new DamagedCheckpointException("%s is missing".formatted(file));
        }
    }
}
