package io.moduli.distribution.archive;

import io.moduli.core.files.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies a file that must still be what it was when it was looked at. */
final class VerifiedCopy {

    private VerifiedCopy() {}

    static void copy(PackagedFile file, OutputStream output) throws IOException {
        MessageDigest digest = Checksum.sha256();
        try (InputStream input = new DigestInputStream(Files.newInputStream(file.file()), digest)) {
            long size = input.transferTo(output);
            if (size != file.size() || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                throw new IOException(file.file() + " changed while the distribution was built");
            }
        }
    }
}
