package io.moduli.distribution;

import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.ImportedPackage;
import io.moduli.core.run.Checksum;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Links the Java that runs this into a runtime that goes into a distribution. */
final class JavaRuntime {

    /**
     * All of Java SE, so that a plugin that uses it runs; the Vector API of the kernels; Unsafe, which JavaCPP uses; and
     * what turns up only when it is missing, such as the ciphers of web servers and charsets.
     */
    private static final List<String> MODULES = List.of("java.se", "jdk.charsets", "jdk.crypto.ec",
            "jdk.incubator.vector", "jdk.jfr", "jdk.management", "jdk.net", "jdk.unsupported", "jdk.zipfs");

    private JavaRuntime() {}

    /** The Java in full: its version and whose it is. */
    static String version() {
        return System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")";
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

    /** Whether this Java can link; one that was linked itself cannot. */
    static boolean canLink() {
        return Files.isExecutable(jlink());
    }

    /** The program, and not the tool in this process: what that makes depends on what the process did before. */
    private static Path jlink() {
        String suffix = System.getProperty("os.name").startsWith("Windows") ? ".exe" : "";
        return Path.of(System.getProperty("java.home"), "bin", "jlink" + suffix);
    }

    /**
     * Links modules.
     *
     * @param folder that is not there yet
     * @return its files, under {@code runtime/}
     * @throws IOException if Java cannot do it, with what it says
     */
    static List<PackagedFile> link(Collection<String> modules, Path folder) throws IOException {
        Process jlink = new ProcessBuilder(jlink().toString(),
                "--add-modules", String.join(",", modules),
                "--output", folder.toString(),
                "--strip-debug", "--no-header-files", "--no-man-pages", "--compress", "zip-6",
                // A module graph made in advance saves some milliseconds, but comes out in one of several orders.
                "--disable-plugin", "system-modules").redirectErrorStream(true).start();
        String said = new String(jlink.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
        if (status(jlink) != 0) {
            List<String> lines = said.lines().filter(line -> !line.startsWith("WARNING")).toList();
            throw new FileSystemException(folder.toString(), null, "Java's jlink failed: " + String.join("; ", lines));
        }
        List<PackagedFile> files = new ArrayList<>();
        for (Map.Entry<String, Path> file : Host.below(folder, "runtime/").entrySet()) {
            files.add(PackagedFile.of(file.getKey(), file.getValue(), Origin.JAVA)
                    .executable(Files.isExecutable(file.getValue())));
        }
        return files;
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
