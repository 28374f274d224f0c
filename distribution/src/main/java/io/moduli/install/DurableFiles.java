package io.moduli.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Operations whose results survive even if the machine is switched off immediately afterwards. */
public final class DurableFiles {

    /** Windows opens no folder as a file, and renames none of which a file is open. */
    static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private DurableFiles() {}

    /** Forces a file's content to the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces a folder's list of files to the disk. */
    static void forceFolder(Path folder) throws IOException {
        if (!WINDOWS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Forces a folder with all its contents to the disk. */
    static void forceTree(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                forceFolder(path);
            } else {
                force(path);
            }
        }
    }

    /** Renames a file or folder atomically and durably. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(to.resolveSibling(""));
    }
}
