package io.moduli.distribution;

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
import java.util.stream.Collectors;
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

    private static final List<String> TEXTS = List.of("LICENSE", "README.md");
    private static final List<String> FOLDERS = List.of("bin", "conf", "docs", DEVELOPMENT);

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
        Map<String, MavenCoordinates> coordinates = coordinates(home);
        List<HostBundle> bundles = new ArrayList<>();
        for (Path bundle : list(home.resolve("plugins"))) {
            String id = bundle.getFileName().toString();
            bundles.add(new HostBundle(id, jars(bundle, "plugins/" + id + "/", coordinates)));
        }
        SortedMap<String, Path> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            files.putAll(below(home.resolve(folder), folder + "/"));
        }
        for (String text : TEXTS) {
            if (Files.exists(home.resolve(text))) {
                files.put(text, home.resolve(text));
            }
        }
        return new Host(version, jars(home.resolve("lib"), "lib/", coordinates), files, bundles,
                home.resolve("examples"));
    }

    /**
     * The module that this class is part of, before anything is packaged.
     *
     * @param module the module's folder
     * @param libraries what {@code mvn dependency:list} wrote of its runtime scope, with absolute file names
     * @param self the module's own artifact, as such a list writes it
     * @throws IOException if something cannot be read
     */
    public static Host ofModule(String version, Path module, Path libraries, String self) throws IOException {
        Path sources = module.resolve("src/main");
        SortedMap<String, Path> files = new TreeMap<>();
        files.putAll(below(sources.resolve("bin"), "bin/"));
        files.putAll(below(sources.resolve("conf"), "conf/"));
        files.putAll(below(module.resolve("docs"), "docs/"));
        for (String text : TEXTS) {
            files.put(text, module.resolve("..").resolve(text).normalize());
        }
        files.putAll(developmentKit(module.resolve("../api").normalize()));
        List<HostLibrary> jars = new ArrayList<>(DependencyList.read(libraries));
        jars.add(DependencyList.library(self));
        jars.sort(Comparator.comparing(HostLibrary::fileName));
        return new Host(version, jars, files, List.of(), sources.resolve("pipelines"));
    }

    /** The api as an artifact: its jar, its contracts and its description, which the api's own build has made. */
    private static SortedMap<String, Path> developmentKit(Path api) throws IOException {
        String contracts = "-tests.jar";
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path jar : list(api.resolve("target"))) {
            String name = jar.getFileName().toString();
            if (name.startsWith("moduli-api-") && name.endsWith(contracts)) {
                String artifact = name.substring(0, name.length() - contracts.length());
                String folder = DEVELOPMENT + "/io/moduli/moduli-api/" + artifact.substring("moduli-api-".length())
                        + "/";
                files.put(folder + name, jar);
                files.put(folder + artifact + ".jar", jar.resolveSibling(artifact + ".jar"));
                files.put(folder + artifact + ".pom", api.resolve(".flattened-pom.xml"));
            }
        }
        return files;
    }

    /** The platform that its native libraries are for. */
    Optional<String> platform() {
        return libraries.stream().flatMap(library -> library.platform().stream()).findFirst();
    }

    /** A program that everyone may run, by its path. */
    static boolean isProgram(String path) {
        return path.startsWith("bin/");
    }

    /** The files below a folder by their paths with slashes behind a prefix; none where there is no such folder. */
    static SortedMap<String, Path> below(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new TreeMap<>();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            path -> prefix + folder.relativize(path).toString().replace('\\', '/'),
                            path -> path, (first, _) -> first, TreeMap::new));
        }
    }

    /** What a folder holds, by name, without what is hidden; nothing where there is no such folder. */
    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString())).toList();
        }
    }

    private static List<HostLibrary> jars(Path folder, String prefix, Map<String, MavenCoordinates> coordinates)
            throws IOException {
        List<HostLibrary> jars = new ArrayList<>();
        for (Path jar : list(folder)) {
            String name = jar.getFileName().toString();
            if (name.endsWith(".jar")) {
                jars.add(new HostLibrary(name, jar, Optional.ofNullable(coordinates.get(prefix + name))));
            }
        }
        return jars;
    }

    private static Map<String, MavenCoordinates> coordinates(Path home) throws DistributionException {
        Path lock = home.resolve(LOCK);
        if (!Files.exists(lock)) {
            throw new DistributionException(List.of(lock + " is missing, which tells what Moduli's own libraries are; "
                    + "unpack this Moduli again"));
        }
        Map<String, MavenCoordinates> coordinates = new TreeMap<>();
        for (DistributionLock.LockedFile file : DistributionLock.read(lock, home).files()) {
            file.coordinates().ifPresent(text -> coordinates.put(file.path(), MavenCoordinates.parse(text)));
        }
        return coordinates;
    }
}
