package io.moduli.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Text in the classes of a jar, read without loading them: a plugin that does not work cannot be asked which components
 * it would offer, but their names are in its classes.
 */
public final class ClassConstants {

    private static final String CLASS = ".class";
    private static final int MAJOR_VERSION = 6;
    private static final int LARGEST_CLASS = 16 << 20;

    private ClassConstants() {}

    /** What was found. */
    public enum Mention {
        FOUND,
        NOT_FOUND,

        /** The classes cannot be read. */
        UNKNOWN
    }

    /**
     * Whether a class has a text among its constants.
     *
     * @param origin a jar, or a folder whose jars are searched
     */
    public static Mention search(String origin, String text) {
        try {
            Path path = Path.of(origin);
            List<Path> jars = Files.isDirectory(path) ? jars(path) : List.of(path);
            boolean found = false;
            for (Path jar : jars) {
                found = found || hasConstant(jar, text);
            }
            return found ? Mention.FOUND : jars.isEmpty() ? Mention.UNKNOWN : Mention.NOT_FOUND;
        } catch (IOException | InvalidPathException unreadable) {
            // The plugin's failure has already been reported; here we only miss what it would have offered.
            return Mention.UNKNOWN;
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static boolean hasConstant(Path path, String text) throws IOException {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.getName().endsWith(CLASS)) {
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        if (hasConstant(bytes.readNBytes(LARGEST_CLASS), text)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }

    private static boolean hasConstant(byte[] classFile, String text) {
        if (classFile.length <= MAJOR_VERSION + 1) {
            return false;
        }
        // The parser rejects class files of a newer version, although their constants have the same format.
        classFile[MAJOR_VERSION] = 0;
        classFile[MAJOR_VERSION + 1] = (byte) ClassFile.latestMajorVersion();
        try {
            for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
                if (entry instanceof StringEntry constant && constant.stringValue().equals(text)) {
                    return true;
                }
            }
        } catch (IllegalArgumentException damaged) {
            return false;
        }
        return false;
    }
}
