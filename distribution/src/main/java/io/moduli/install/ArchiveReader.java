package io.moduli.install;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks archives from anywhere: anything that is neither a plain file nor a folder is rejected, and so are suspicious
 * names.
 */
final class ArchiveReader {

    /** The methods supported for zip files; others need libraries that are not available. */
    private static final Set<Integer> METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

    private ArchiveReader() {}

    /** Whether a file's name is that of an archive that can be unpacked. */
    static boolean reads(String name) {
        return isZip(name) || isTar(name);
    }

    private static boolean isZip(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static boolean isTar(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".tar.gz") || lower.endsWith(".tgz");
    }

    /**
     * Unpacks an archive.
     *
     * @throws InstallException if it is damaged or hostile
     * @throws IOException if the files cannot be written
     */
    static void unpack(Path archive, StagedFiles files) throws IOException, InstallException {
        files.packedBytes(Files.size(archive));
        if (isZip(archive.getFileName().toString())) {
            unpackZip(archive, files);
        } else {
            unpackTar(archive, files);
        }
    }

    private static void unpackZip(Path archive, StagedFiles files) throws IOException, InstallException {
        try (ZipFile zip = openZip(archive)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                String name = entry.getName();
                if (entry.isUnixSymlink()) {
                    throw link(name);
                }
                if (isLeftover(name)) {
                    continue;
                }
                if (entry.isDirectory()) {
                    files.folder(name);
                } else if (METHODS.contains(entry.getMethod()) && zip.canReadEntryData(entry)) {
                    try (InputStream content = content(zip, entry)) {
                        files.file(name, content);
                    }
                } else {
                    throw new InstallException("its entry \"%s\" is encrypted or packed in an uncommon way".formatted(
                            name));
                }
            }
        }
    }

    private static ZipFile openZip(Path archive) throws InstallException {
        try {
            return ZipFile.builder().setPath(archive).get();
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static InputStream content(ZipFile zip, ZipArchiveEntry entry) throws InstallException {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static void unpackTar(Path archive, StagedFiles files) throws IOException, InstallException {
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = openTar(packed)) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                String name = entry.getName();
                if (entry.isSymbolicLink() || entry.isLink()) {
                    throw link(name);
                }
                if (isLeftover(name)) {
                    continue;
                }
                if (entry.isDirectory()) {
                    files.folder(name);
                } else if (!entry.isFile() || entry.isSparse() || entry.isFIFO() || entry.isBlockDevice()
                        || entry.isCharacterDevice()) {
                    throw new InstallException("its entry \"%s\" is not a plain file".formatted(name));
                } else {
                    files.file(name, tar);
                }
            }
        }
    }

    private static TarArchiveInputStream openTar(InputStream packed) throws InstallException {
        try {
            return new TarArchiveInputStream(
                    GzipCompressorInputStream.builder().setInputStream(packed).setDecompressConcatenated(true).get());
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar)
            throws InstallException {
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /** For example added by the Finder; a hostile name is rejected all the same. */
    private static boolean isLeftover(String name) throws InstallException {
        return Leftovers.within(EntryPath.parse(name).toString());
    }

    private static InstallException link(String name) {
        return new InstallException("its entry \"%s\" is a link; put the file itself there".formatted(name));
    }

    private static InstallException damaged(Exception e) {
        return new InstallException("it cannot be read as an archive, it may be damaged or cut short: " + reason(e));
    }

    /** An exception's message in one line. */
    static String reason(Exception e) {
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
    }
}
