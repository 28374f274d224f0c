package io.moduli.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Writes the files of a bundle into a folder: none outside it, none twice, and within limits. */
final class StagedFiles {

    /** Opens a new file for writing. */
    @FunctionalInterface
    interface Writing {

        OutputStream open(Path file) throws IOException;
    }

    private static final Writing FILES = file -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);

    private final Path root;
    private final BundleLimits limits;
    private final Writing writing;
    /** The files so far, by what other systems may take for the same. */
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> folders = new HashMap<>();
    private long packedBytes = Long.MAX_VALUE;
    private long bytes;

    /** @param root a folder that is empty */
    StagedFiles(Path root) {
        this(root, BundleLimits.STANDARD, FILES);
    }

    /** @param root a folder that is empty */
    StagedFiles(Path root, BundleLimits limits, Writing writing) {
        this.root = root;
        this.limits = limits;
        this.writing = writing;
    }

    /** The folder that they are written into. */
    Path root() {
        return root;
    }

    /** Sets the length of the archive that all further files come from. */
    void packedBytes(long length) {
        packedBytes = length;
    }

    /**
     * Writes a file.
     *
     * @param entry its path in the bundle, as an archive writes it
     * @throws InstallException if its name is invalid, it exists already, breaks a limit or cannot be read
     * @throws IOException if it cannot be written
     */
    void file(String entry, InputStream content) throws IOException, InstallException {
        EntryPath path = EntryPath.parse(entry);
        if (path.segments().isEmpty()) {
            throw new InstallException("its entry \"%s\" has no name".formatted(entry));
        }
        claimFolders(path);
        claim(files, folders, path.toString());
        Path file = root.resolve(path.toString());
        Files.createDirectories(file.getParent());
        try (OutputStream output = writing.open(file)) {
            copy(path, content, output);
        }
    }

    /** Records a folder, which is created with its first file. */
    void folder(String entry) throws InstallException {
        EntryPath path = EntryPath.parse(entry);
        claimFolders(path);
        if (!path.segments().isEmpty()) {
            claimFolder(path.toString());
        }
    }

    private void claimFolders(EntryPath path) throws InstallException {
        for (String folder : path.folders()) {
            claimFolder(folder);
        }
    }

    private void claimFolder(String folder) throws InstallException {
        if (!folder.equals(folders.get(EntryPath.fold(folder)))) {
            claim(folders, files, folder);
        }
    }

    private void claim(Map<String, String> kind, Map<String, String> otherKind, String path) throws InstallException {
        String folded = EntryPath.fold(path);
        String there = kind.containsKey(folded) ? kind.get(folded) : otherKind.get(folded);
        if (path.equals(there)) {
            throw new InstallException("it has \"%s\" twice".formatted(path));
        }
        if (there != null) {
            throw new InstallException(
                    "it has \"%s\" and \"%s\", which some systems take for one file".formatted(there, path));
        }
        kind.put(folded, path);
        if (files.size() + folders.size() > limits.files()) {
            throw new InstallException("it has more than %d files".formatted(limits.files()));
        }
    }

    private void copy(EntryPath path, InputStream content, OutputStream output) throws IOException, InstallException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = read(path, content, buffer); read >= 0; read = read(path, content, buffer)) {
            length += read;
            bytes += read;
            if (length > limits.fileBytes()) {
                throw new InstallException("its \"%s\" is longer than %d bytes".formatted(path, limits.fileBytes()));
            }
            if (bytes > limits.totalBytes()) {
                throw new InstallException(
                        "its files are longer than %d bytes together".formatted(limits.totalBytes()));
            }
            if (bytes > BundleLimits.FREE_BYTES && bytes / limits.ratio() > packedBytes) {
                throw new InstallException("its files are more than %d times as long as the archive itself".formatted(
                        limits.ratio()));
            }
            output.write(buffer, 0, read);
        }
    }

    private static int read(EntryPath path, InputStream content, byte[] buffer) throws InstallException {
        try {
            return content.read(buffer);
        } catch (IOException | IllegalArgumentException e) {
            throw new InstallException("its \"%s\" cannot be read: %s".formatted(path, ArchiveReader.reason(e)));
        }
    }
}
