package io.moduli.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files and texts. */
public final class Checksum {

    private Checksum() {}

    /**
     * One checksum of several jars, the same as {@code sha256sum *.jar | sha256sum} in the bundle's folder.
     *
     * @param jars in the order of their names
     */
    public static String of(List<Path> jars) throws IOException {
        StringBuilder listing = new StringBuilder();
        for (Path jar : jars) {
            listing.append(ofFile(jar)).append("  ").append(jar.getFileName()).append('\n');
        }
        return ofText(listing.toString());
    }

    /** The checksum of a text's bytes in UTF-8, in lower-case hexadecimal digits. */
    public static String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The checksum of one file, in lower-case hexadecimal digits. */
    public static String ofFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A digest for such a checksum, for callers that read the file for another reason anyway. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
