package io.moduli.distribution;

import io.moduli.distribution.DistributionLock.LockedFile;
import io.moduli.install.FolderFiles;
import io.moduli.repository.MavenCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Moduli that a distribution is made from.
 *
 * @param version its version
 * @param libraries the jars of its {@code lib/}
 * @param files its programs, configuration and texts, by their paths
 * @param bundles its plugins
 * @param pipelines the folder of its pipelines
 */
public record Host(
        String version,
        List<HostLibrary> libraries,
        SortedMap<String, Path> files,
        List<HostBundle> bundles,
        Path pipelines) {

    static final String LOCK = "moduli.lock.json";

    /** For those who write plugins: a Maven repository of the api and its contracts. */
    private static final String DEVELOPMENT = "repository";

    private static final String JAVADOC = "-javadoc.jar";
    private static final String LICENCE = "LICENSE";
    private static final Pattern ARTIFACT = Pattern.compile(DEVELOPMENT
            + "/(?<group>.+)/(?<artifact>[^/]+)/(?<version>[^/]+)/\\k<artifact>-\\k<version>(-(?<classifier>[^/]+))?[.]jar");
    private static final List<String> FOLDERS = List.of("bin", "completion", "conf", "docs", "man", DEVELOPMENT);

    /**
     * A plugin that comes with it.
     *
     * @param id what its folder is called
     * @param jars of that folder
     */
    public record HostBundle(String id, List<HostLibrary> jars) {

        public HostBundle {
            jars = List.copyOf(jars);
        }
    }

    public Host {
        libraries = List.copyOf(libraries);
        bundles = List.copyOf(bundles);
    }

    /**
     * A distribution that is installed.
     *
     * @param home its folder
     * @throws IOException if it cannot be read
     * @throws DistributionException if its lock is missing or damaged
     */
    public static Host installed(String version, Path home) throws IOException, DistributionException {
        Map<String, LockedFile> locked = locked(home);
        List<HostBundle> bundles = new ArrayList<>();
        for (Path bundle : list(home.resolve("plugins"))) {
            String id = bundle.getFileName().toString();
            bundles.add(new HostBundle(id, jars(bundle, "plugins/" + id + "/", locked)));
        }
        SortedMap<String, Path> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            files.putAll(own(home.resolve(folder), folder + "/"));
        }
        files.remove(DistributionTexts.IDENTITY);
        if (Files.exists(home.resolve(LICENCE))) {
            files.put(LICENCE, home.resolve(LICENCE));
        }
        return new Host(version, jars(home.resolve("lib"), "lib/", locked), files, bundles, home.resolve("examples"));
    }

    /**
     * The module that this class is part of, before anything is packaged.
     *
     * @param module the module's folder
     * @param libraries what {@code mvn dependency:list} wrote of its runtime scope, with absolute file names; beside it lies
     *     what the build has made for shells
     * @param self the module's own artifact, as such a list writes it
     * @throws IOException if something cannot be read
     */
    public static Host ofModule(String version, Path module, Path libraries, String self) throws IOException {
        Path sources = module.resolve("src/main");
        SortedMap<String, Path> files = new TreeMap<>();
        files.putAll(own(sources.resolve("bin"), "bin/"));
        files.putAll(own(sources.resolve("conf"), "conf/"));
        files.putAll(own(module.resolve("docs"), "docs/"));
        Path project = module.resolve("..").normalize();
        files.put(LICENCE, project.resolve(LICENCE));
        files.putAll(own(libraries.resolveSibling("shell"), ""));
        files.putAll(ProjectTexts.write(project, libraries.resolveSibling("texts")));
        SortedMap<String, Path> kit = developmentKit(project.resolve("api"), version);
        files.putAll(kit);
        for (Map.Entry<String, Path> file : kit.entrySet()) {
            if (file.getKey().endsWith(JAVADOC)) {
                files.putAll(JavadocPages.unpack(file.getValue(), libraries.resolveSibling("javadoc")));
            }
        }
        List<HostLibrary> jars = new ArrayList<>(DependencyList.read(libraries));
        jars.add(DependencyList.library(self));
        jars.sort(Comparator.comparing(HostLibrary::fileName));
        return new Host(version, jars, files, List.of(), sources.resolve("pipelines"));
    }

    /** The api as an artifact: its jars, one of them its contracts, and its description, which the api's own build has made. */
    private static SortedMap<String, Path> developmentKit(Path api, String version) throws IOException {
        String artifact = "moduli-api-" + version;
        String folder = DEVELOPMENT + "/io/moduli/moduli-api/" + version + "/";
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path jar : list(api.resolve("target"))) {
            String name = jar.getFileName().toString();
            if (name.equals(artifact + ".jar") || name.startsWith(artifact + "-") && name.endsWith(".jar")) {
                files.put(folder + name, jar);
            }
        }
        files.put(folder + artifact + ".pom", api.resolve(".flattened-pom.xml"));
        return files;
    }

    /** The platform that its native libraries are for. */
    Optional<String> platform() {
        return libraries.stream().flatMap(library -> library.platform().stream()).findFirst();
    }

    /** The artifact that a file of the repository for builds of plugins is, by its path. */
    static Optional<MavenCoordinates> artifact(String path) {
        Matcher parts = ARTIFACT.matcher(path);
        return parts.matches()
                ? Optional
                        .of(new MavenCoordinates(parts.group("group").replace('/', '.'), parts.group("artifact"), "jar",
                                Optional.ofNullable(parts.group("classifier")), parts.group("version")))
                : Optional.empty();
    }

    /** A program that everyone may run, by its path. */
    static boolean isProgram(String path) {
        return path.startsWith("bin/");
    }

    /** The host's own files below a folder by their paths with slashes behind a prefix; none if there is no such folder. */
    private static SortedMap<String, Path> own(Path folder, String prefix) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            FolderFiles.of(folder).files().forEach((path, file) -> files.put(prefix + path, file));
        }
        return files;
    }

    /** What a folder holds, by name, without what is hidden; nothing if there is no such folder. */
    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString())).toList();
        }
    }

    private static List<HostLibrary> jars(Path folder, String prefix, Map<String, LockedFile> locked)
            throws IOException {
        List<HostLibrary> jars = new ArrayList<>();
        for (Path jar : list(folder)) {
            String name = jar.getFileName().toString();
            if (name.endsWith(".jar")) {
                Optional<LockedFile> known = Optional.ofNullable(locked.get(prefix + name));
                jars.add(new HostLibrary(name, jar,
                        known.flatMap(LockedFile::coordinates).map(MavenCoordinates::parse),
                        known.flatMap(LockedFile::artifact).map(DistributionLock.LockedArtifact::description)));
            }
        }
        return jars;
    }

    private static Map<String, LockedFile> locked(Path home) throws DistributionException {
        Path lock = home.resolve(LOCK);
        if (!Files.exists(lock)) {
            throw new DistributionException(List.of(lock + " is missing, which tells what Moduli's own libraries are; "
                    + "unpack this Moduli again"));
        }
        Map<String, LockedFile> locked = new TreeMap<>();
        DistributionLock.read(lock, home).files().forEach(file -> locked.put(file.path(), file));
        return locked;
    }
}
