package io.moduli.install;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that somebody means who names a folder: all that lie below it, links followed, without what systems and
 * editors leave behind.
 *
 * @param files by their paths from the folder, with slashes
 * @param leftOut paths of what was left behind there
 * @param refused a line for each path that is not a file and leads to none, with the path in front
 */
public record FolderFiles(SortedMap<String, Path> files, List<String> leftOut, List<String> refused) {

    public FolderFiles {
        files = new TreeMap<>(files);
        leftOut = List.copyOf(leftOut);
        refused = List.copyOf(refused);
    }

    /** The files, sorted by their paths. */
    @Override
    public SortedMap<String, Path> files() {
        return new TreeMap<>(files);
    }

    /**
     * Looks through a folder.
     *
     * @param folder it, or a link to it
     * @throws IOException if one of the folders fails while it is read
     */
    public static FolderFiles of(Path folder) throws IOException {
        Walk walk = new Walk(folder);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        return new FolderFiles(walk.files, walk.leftOut, walk.refused);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final SortedMap<String, Path> files = new TreeMap<>();
        private final List<String> leftOut = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        private Walk(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isLeftOut(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isLeftOut(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                files.put(name(file), file);
            } else {
                // Links are followed, so that one that is left leads nowhere.
                refused.add(name(file) + (attributes.isSymbolicLink()
                        ? " is a link to something that is not there"
                        : " is neither a file nor a folder"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (isLeftOut(file)) {
                return FileVisitResult.CONTINUE;
            }
            switch (failure) {
                case FileSystemLoopException _ -> refused.add(name(file) + " is a link to a folder that it lies in");
                case AccessDeniedException _ -> refused.add(name(file) + " cannot be read: permission denied");
                default -> throw failure;
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isLeftOut(Path path) {
            boolean left = !path.equals(folder) && Leftovers.has(path.getFileName().toString());
            if (left) {
                leftOut.add(name(path));
            }
            return left;
        }

        private String name(Path path) {
            String name = folder.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
            return name.isEmpty() ? path.toString() : name;
        }
    }
}
