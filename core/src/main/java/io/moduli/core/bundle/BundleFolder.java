package io.moduli.core.bundle;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists bundles in a folder and jars in a bundle, by name, so that the same files always come in the same order. */
final class BundleFolder {

    private static final String JAR = ".jar";

    private BundleFolder() {}

    /**
     * The candidates for bundles: every folder, and every jar that lies beside them by mistake. Names that begin with a
     * dot are ignored, such as those of unfinished installations.
     */
    static List<Path> candidates(Path plugins) throws BundleException {
        List<Path> candidates = new ArrayList<>();
        for (Path path : list(plugins)) {
            if (!isHidden(path) && (!Files.isRegularFile(path) || isJar(path))) {
                candidates.add(path);
            }
        }
        return candidates;
    }

    /** The jars of a bundle except hidden files: macOS puts {@code ._ring.jar}, which is not a jar, beside {@code ring.jar}. */
    static List<Path> jars(Path folder) throws BundleException {
        if (Files.isRegularFile(folder)) {
            throw new BundleException(folder,
                    "this jar is not in a bundle; put it into a folder of its own, such as "
                            + withoutSuffix(folder));
        }
        refuseLoop(folder);
        List<Path> jars = list(folder).stream().filter(path -> isJar(path) && !isHidden(path)).toList();
        if (jars.isEmpty()) {
            throw new BundleException(folder,
                    "this folder holds no jar; a bundle is a folder with the plugin's jar and "
                            + "those of its libraries");
        }
        return jars;
    }

    private static void refuseLoop(Path folder) throws BundleException {
        try {
            Path real = folder.toRealPath();
            if (Files.isSymbolicLink(folder)
                    && folder.toAbsolutePath().resolveSibling("").toRealPath().startsWith(real)) {
                throw new BundleException(folder, "this symbolic link leads to a folder that it lies in itself");
            }
        } catch (IOException e) {
            throw new BundleException(folder, "this folder cannot be read: " + reason(e), e);
        }
    }

    private static List<Path> list(Path folder) throws BundleException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            // Reading a named pipe would block until someone writes to it.
            throw new BundleException(folder, "this folder cannot be read: it is not a folder");
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted(Comparator.comparing(path -> path.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new BundleException(folder, "this folder cannot be read: " + reason(e), e);
        }
    }

    private static boolean isJar(Path path) {
        return path.getFileName().toString().endsWith(JAR);
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static String withoutSuffix(Path jar) {
        String path = jar.toString();
        return path.substring(0, path.length() - JAR.length());
    }

    /** Why a file cannot be read, without its name. */
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "it is not there";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
