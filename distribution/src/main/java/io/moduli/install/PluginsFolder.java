package io.moduli.install;

import io.moduli.core.files.Folders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder of the installed bundles, held by one process at a time.
 *
 * <p>A bundle appears and disappears by renaming its whole folder, so that it is never visible in part, and a process
 * that has its jars open keeps them. Bundles that are not yet, or no longer, visible are in hidden folders. Hidden
 * folders that exist when the lock is acquired belong to processes that have ended.
 */
final class PluginsFolder implements AutoCloseable {

    private static final String LOCK = ".lock";
    private static final String INSTALLING = ".installing-";
    private static final String REPLACED = ".replaced-";
    private static final String REMOVED = ".removed-";
    private static final long POLL_MILLIS = 100;

    private final Path folder;
    private final FileChannel lock;

    private PluginsFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Waits until no other process changes the folder, and cleans up after processes that were killed.
     *
     * @param folder the folder, which is created if it does not exist
     * @param progress is informed once if it has to wait
     */
    static PluginsFolder lock(Path folder, Consumer<String> progress) throws IOException, InstallException {
        PluginsFolder plugins = open(folder);
        try {
            plugins.acquire(progress);
            plugins.recover();
            return plugins;
        } catch (IOException | RuntimeException failure) {
            plugins.close();
            throw failure;
        }
    }

    private static PluginsFolder open(Path folder) throws IOException, InstallException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InstallException(folder + " is not a folder");
        }
        try {
            Files.createDirectories(folder);
            return new PluginsFolder(folder, FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE));
        } catch (AccessDeniedException e) {
            throw new InstallException("%s cannot be written to: permission denied".formatted(e.getFile()));
        }
    }

    private void acquire(Consumer<String> progress) throws IOException {
        boolean told = false;
        while (!tryLock()) {
            if (!told) {
                progress.accept("waiting until another installation in %s is done".formatted(folder));
                told = true;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for another installation");
            }
        }
    }

    private boolean tryLock() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ofAnotherThread) {
            return false;
        }
    }

    private void recover() throws IOException {
        for (Path abandoned : hidden(REPLACED)) {
            for (Path old : list(abandoned, "*")) {
                Path place = place(old);
                if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    DurableFiles.rename(old, place);
                }
            }
            Folders.delete(abandoned);
        }
        for (String prefix : List.of(INSTALLING, REMOVED)) {
            for (Path abandoned : hidden(prefix)) {
                Folders.delete(abandoned);
            }
        }
    }

    private List<Path> hidden(String prefix) throws IOException {
        return list(folder, prefix + "*");
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, pattern)) {
            paths.forEach(found::add);
        }
        return found;
    }

    /** A new hidden folder for what is being installed; {@link #discard} deletes it. */
    Path staging() throws IOException {
        return Files.createTempDirectory(folder, INSTALLING);
    }

    /** Deletes a hidden folder. */
    void discard(Path hidden) throws IOException {
        Folders.delete(hidden);
    }

    /** Makes a bundle visible whose files are all written. */
    void add(Path staged, String name) throws IOException {
        DurableFiles.forceTree(staged);
        DurableFiles.rename(staged, folder.resolve(name));
    }

    /** Replaces another bundle by one whose files are all written. */
    void replace(Path installed, Path staged) throws IOException, InstallException {
        DurableFiles.forceTree(staged);
        Path aside = Files.createTempDirectory(folder, REPLACED);
        Path old = aside.resolve(installed.getFileName());
        try {
            moveAside(installed, old);
            DurableFiles.rename(staged, installed);
        } catch (IOException | InstallException e) {
            if (Files.exists(old, LinkOption.NOFOLLOW_LINKS) && !Files.exists(installed, LinkOption.NOFOLLOW_LINKS)) {
                DurableFiles.rename(old, installed);
            }
            Folders.delete(aside);
            throw e;
        }
        Folders.delete(aside);
    }

    /** Takes a bundle away. */
    void remove(Path installed) throws IOException, InstallException {
        Path aside = Files.createTempDirectory(folder, REMOVED);
        try {
            moveAside(installed, aside.resolve(installed.getFileName()));
        } finally {
            Folders.delete(aside);
        }
    }

    private static void moveAside(Path installed, Path aside) throws IOException, InstallException {
        try {
            DurableFiles.rename(installed, aside);
        } catch (AccessDeniedException e) {
            throw new InstallException("%s cannot be moved out of the way: permission denied%s".formatted(installed,
                    DurableFiles.WINDOWS ? ", or a process that runs has one of its files open" : ""));
        }
    }

    private Path place(Path bundle) {
        return folder.resolve(bundle.getFileName());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
