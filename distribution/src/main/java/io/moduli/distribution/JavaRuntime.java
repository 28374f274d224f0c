package io.moduli.distribution;

import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.ImportedPackage;
import io.moduli.core.files.Checksum;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Links the Java that runs this into a runtime that goes into a distribution. */
final class JavaRuntime {

    /**
     * All of Java SE, so that a plugin that uses it runs; the Vector API of the kernels; Unsafe, which JavaCPP uses; and
     * what turns up only when it is missing, such as the ciphers of web servers and charsets.
     */
    private static final List<String> MODULES = List.of("java.se", "jdk.charsets", "jdk.crypto.ec",
            "jdk.incubator.vector", "jdk.jfr", "jdk.management", "jdk.net", "jdk.unsupported", "jdk.zipfs");

    private static final String OTHER = "start moduli with another JDK, which MODULI_JAVA_HOME can name";

    private JavaRuntime() {}

    /** The Java's version in full. */
    static String version() {
        return System.getProperty("java.runtime.version");
    }

    /** Whose build the Java is. */
    static String vendor() {
        return System.getProperty("java.vendor");
    }

    /** What the Java may be used under, where the text that comes with it is the one that OpenJDK has. */
    static Optional<String> licence() {
        Path text = Path.of(System.getProperty("java.home"), "legal", "java.base", "LICENSE");
        try {
            String licence = Files.readString(text);
            return licence.contains("GNU General Public License") && licence.contains("\"CLASSPATH\" EXCEPTION")
                    ? Optional.of("GPL-2.0-only WITH Classpath-exception-2.0")
                    : Optional.empty();
        } catch (IOException unreadable) {
            // Then it is not known.
            return Optional.empty();
        }
    }

    /** The modules that Moduli and some plugins need, by name. */
    static SortedSet<String> modules(List<BundleMetadata> plugins) {
        Set<String> packages = new HashSet<>();
        for (BundleMetadata plugin : plugins) {
            plugin.imports().stream().map(ImportedPackage::name).forEach(packages::add);
        }
        SortedSet<String> modules = new TreeSet<>(MODULES);
        for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
            boolean used = module.descriptor().exports().stream().filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source).anyMatch(packages::contains);
            if (used && !module.descriptor().name().startsWith("java.")) {
                modules.add(module.descriptor().name());
            }
        }
        return modules;
    }

    /** Why this Java cannot link; empty if it can. One that was linked itself cannot. */
    static Optional<String> refusal() throws IOException {
        return refusal(Path.of(System.getProperty("java.home")), MODULES);
    }

    /**
     * Why a Java cannot link modules; empty if it can.
     *
     * @param home its folder
     */
    static Optional<String> refusal(Path home, List<String> modules) throws IOException {
        Path jlink = jlink(home);
        if (!Files.isExecutable(jlink)) {
            return Optional.of("the Java that builds has no jlink; " + OTHER);
        }
        Path packed = home.resolve("jmods");
        if (Files.isDirectory(packed)) {
            return modules.stream().filter(module -> !Files.exists(packed.resolve(module + ".jmod"))).findFirst()
                    .map(module -> "the Java that builds has no %s.jmod in %s; %s".formatted(module, packed, OTHER));
        }
        // Some are built so that they link from what runs, and say so.
        return said(new ProcessBuilder(jlink.toString(), "--help")).contains("run-time image enabled")
                ? Optional.empty()
                : Optional.of(
                        "the Java that builds has no modules to link, its folder jmods is missing; install them, or "
                                + OTHER);
    }

    /** The program, and not the tool in this process: what that makes depends on what the process did before. */
    private static Path jlink(Path home) {
        String suffix = System.getProperty("os.name").startsWith("Windows") ? ".exe" : "";
        return home.resolve("bin").resolve("jlink" + suffix);
    }

    /**
     * Links modules.
     *
     * @param folder that is not there yet
     * @return its files, under {@code runtime/}
     * @throws IOException if Java cannot do it, with what it says
     */
    static List<PackagedFile> link(Collection<String> modules, Path folder) throws IOException {
        Process jlink = new ProcessBuilder(jlink(Path.of(System.getProperty("java.home"))).toString(),
                "--add-modules", String.join(",", modules),
                "--output", folder.toString(),
                // not --strip-debug, which needs objcopy of the system
                "--strip-java-debug-attributes", "--no-header-files", "--no-man-pages", "--compress", "zip-6",
                // A module graph made in advance saves some milliseconds, but comes out in one of several orders.
                "--disable-plugin", "system-modules").redirectErrorStream(true).start();
        String said = new String(jlink.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
        if (status(jlink) != 0) {
            List<String> lines = said.lines().filter(line -> !line.startsWith("WARNING")).toList();
            throw new FileSystemException(folder.toString(), null, "Java's jlink failed: " + String.join("; ", lines));
        }
        List<PackagedFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) paths.filter(Files::isRegularFile).sorted()::iterator) {
                String path = "runtime/" + folder.relativize(file).toString().replace('\\', '/');
                files.add(PackagedFile.of(path, file, Origin.JAVA).executable(Files.isExecutable(file)));
            }
        }
        files.sort(Comparator.comparing(PackagedFile::path));
        return files;
    }

    private static String said(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return status(process) == 0 ? said : "";
    }

    private static int status(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while Java's jlink was running");
        }
    }

    /** One checksum of all files, which {@code sha256sum} of their sorted list says, too. */
    static String checksum(List<PackagedFile> files) {
        StringBuilder listing = new StringBuilder();
        files.forEach(file -> listing.append(file.sha256()).append("  ").append(file.path()).append('\n'));
        return Checksum.ofText(listing.toString());
    }
}
