package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.install.MadeBundle;
import io.moduli.install.FolderFiles;
import io.moduli.repository.ArtifactDescription;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.MavenUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Unpacks a distribution that was built of the tests' class path and uses it as people do. It has no native libraries of
 * ND4J's, which are large and which nothing here computes with.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it starts the shell script")
class PackagedDistributionTest {

    private static final Pattern FOR_TESTS = Pattern.compile(
            "(junit|assertj|jqwik|archunit|opentest4j|apiguardian|byte-buddy|surefire|hamcrest).*|.*-tests\\.jar");
    private static final Pattern NATIVE = Pattern.compile(".*-(linux|macosx|windows)-.*\\.jar");
    private static final Pattern OUR_PLUGIN = Pattern.compile(".*[/\\\\](moduli-)?plugins-(moduli|tasks|pruning).*");

    private static final List<String> PROGRESS = new ArrayList<>();

    @TempDir
    static Path shared;

    /** A distribution, unpacked. */
    private static Path home;

    @TempDir
    Path folder;

    @BeforeAll
    static void buildAndUnpack() throws Exception {
        List<HostLibrary> libraries = new ArrayList<>();
        Map<String, List<HostLibrary>> plugins = new TreeMap<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (entry.contains("test-classes") || FOR_TESTS.matcher(name).matches() || NATIVE.matcher(name).matches()) {
                continue;
            }
            if (OUR_PLUGIN.matcher(entry).matches()) {
                String id = entry.contains("plugins-moduli")
                        ? "moduli-standard"
                        : entry.contains("plugins-tasks") ? "tasks-standard" : "pruning-standard";
                plugins.computeIfAbsent(id, _ -> new ArrayList<>()).add(library(path));
            } else if (name.startsWith("extjwnl-data")) {
                plugins.computeIfAbsent("tasks-standard", _ -> new ArrayList<>()).add(library(path));
            } else {
                libraries.add(library(path));
            }
        }
        Path some = Files.writeString(shared.resolve("native.jar"), "no library at all");
        libraries.add(new HostLibrary("native-1.0-linux-x86_64.jar", some,
                Optional.of(MavenCoordinates.parse("example:native:jar:linux-x86_64:1.0")),
                Optional.of(ArtifactDescription.NOTHING)));
        Host host = new Host("0.0-test", libraries, files(), plugins.entrySet().stream()
                .map(plugin -> new Host.HostBundle(plugin.getKey(), plugin.getValue())).toList(),
                Path.of("src/main/pipelines").toAbsolutePath());
        Path manifest = Files.writeString(shared.resolve("all.conf"),
                "name = all, version = 1, plugins = [{ type = bundled }], pipelines = [{ type = bundled }]");
        new DistributionBuilder(host, Workshop.coreAlone(), PROGRESS::add).build(new BuildRequest(manifest, List.of(),
                shared, Optional.empty(), false, Optional.empty(), shared, MavenUser.current(), Optional.empty()));
        home = unpack(shared.resolve("all-1-linux-x86_64.tar.gz"), shared.resolve("a folder")).resolve("all-1");
    }

    private static Map<String, Path> below(String folder, String prefix) throws IOException {
        return below(Path.of(folder).toAbsolutePath(), prefix);
    }

    private static Map<String, Path> below(Path folder, String prefix) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        FolderFiles.of(folder).files().forEach((path, file) -> files.put(prefix + path, file));
        return files;
    }

    private static TreeMap<String, Path> files() throws IOException {
        TreeMap<String, Path> files = new TreeMap<>(below("src/main/bin", "bin/"));
        files.putAll(below("src/main/conf", "conf/"));
        files.putAll(below("docs", "docs/"));
        files.put("LICENSE", Path.of("../LICENSE").toAbsolutePath());
        files.putAll(ProjectTexts.write(Path.of("..").toAbsolutePath(), shared.resolve("texts")));
        return files;
    }

    /** A jar of the class path, or one of a folder of classes. */
    private static HostLibrary library(Path entry) throws IOException {
        if (Files.isRegularFile(entry)) {
            return new HostLibrary(entry.getFileName().toString(), entry, Optional.empty(), Optional.empty());
        }
        String name = entry.getParent().getParent().getFileName() + ".jar";
        Path jar = shared.resolve(name);
        Map<String, Path> files = new TreeMap<>(below(entry, ""));
        Path manifest = files.remove("META-INF/MANIFEST.MF");
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
            if (manifest != null) {
                add(output, "META-INF/MANIFEST.MF", manifest);
            }
            for (Map.Entry<String, Path> file : files.entrySet()) {
                add(output, file.getKey(), file.getValue());
            }
        }
        return new HostLibrary(name, jar, Optional.empty(), Optional.empty());
    }

    private static void add(JarOutputStream output, String name, Path file) throws IOException {
        output.putNextEntry(new ZipEntry(name));
        Files.copy(file, output);
        output.closeEntry();
    }

    @BeforeEach
    void writeALabsManifest() throws IOException {
        MadeBundle.of("ring", "1.2.0").jar(folder);
        Files.writeString(folder.resolve("rings.conf"), """
                name = on-a-ring
                task { type = addition }
                network { hidden = 16, geometry { space { type = ring, length = 20 } } }
                regularizers = [{ type = moduli, strength = 1e-3
                  inhibitor { type = difference-of-gaussians, inverted = true } }]
                stages = [{ type = train, epochs = 1 }]
                """);
        Files.writeString(folder.resolve("lab.conf"), """
                name = lab, version = 1.0
                plugins = [
                  { type = bundled, id = moduli-standard }, { type = bundled, id = tasks-standard }
                  { type = file, path = ring-1.2.0.jar }
                ]
                pipelines = [{ type = file, path = rings.conf }]
                """);
    }

    @Test
    void itListsItsPluginsAndFindsItsPipelinesSound() throws Exception {
        Ended plugins = run(home, Map.of(), "plugins");
        assertThat(plugins.err()).isEmpty();
        assertThat(plugins.out()).contains("moduli-standard", "pruning-standard", "tasks-standard");
        assertThat(run(home, Map.of(), "validate", "small/navigation").out())
                .startsWith("small/navigation: no problems; training takes ");
    }

    @Test
    void aDistributionOfALabIsBuiltByItTwiceInTheSameBytesAndRuns() throws Exception {
        Ended built = run(home, Map.of(), "distribution", "build", "lab.conf");
        assertThat(built.err()).doesNotContain("warning").endsWith("""
                writing lab-1.0-linux-x86_64.tar.gz
                writing lab-1.0-linux-x86_64.zip
                """);
        assertThat(built).isEqualTo(new Ended(0, """
                dist/lab-1.0-linux-x86_64.tar.gz
                dist/lab-1.0-linux-x86_64.zip
                dist/lab-1.0-linux-x86_64.cdx.json
                lab.lock.json
                """, built.err()));
        assertThat(run(home, Map.of(), "distribution", "build", "lab.conf", "--locked", "--out=again").status())
                .isZero();
        assertThat(Workshop.checksums(folder.resolve("again"))).isEqualTo(Workshop.checksums(folder.resolve("dist")));

        Path lab = unpack(folder.resolve("again/lab-1.0-linux-x86_64.tar.gz"), folder.resolve("unpacked"))
                .resolve("lab-1.0");
        assertThat(run(lab, Map.of(), "plugins").out()).startsWith("Distribution lab 1.0\n\n").contains("ring")
                .doesNotContain("pruning-standard");
        assertThat(run(lab, Map.of(), "-V").out().lines()).element(1).isEqualTo("distribution lab 1.0");
        assertThat(new ObjectMapper().readTree(run(lab, Map.of(), "plugins", "--json").out()).get("distribution"))
                .isEqualTo(new ObjectMapper().readTree("{\"name\": \"lab\", \"version\": \"1.0\"}"));
        assertThat(run(lab, Map.of(), "validate", "rings").out()).startsWith("rings: no problems; ");
        assertThat(run(lab, Map.of(), "validate", "addition").err()).endsWith(
                "there is no such file and no such built-in pipeline; built in are rings\n");
        assertThat(run(lab, Map.of(), "plugin", "verify", "ring").status()).isZero();
    }

    @Test
    void withAJavaOfItsOwnItRunsWhereNoneIsInstalled() throws Exception {
        assertThat(run(home, Map.of(), "distribution", "build", "lab.conf", "-o", "runtime=true"))
                .satisfies(built -> assertThat(built.status()).as(built.err()).isZero());
        Path lab = unpack(folder.resolve("dist/lab-1.0-linux-x86_64.tar.gz"), folder.resolve("unpacked"))
                .resolve("lab-1.0");

        ProcessBuilder builder = new ProcessBuilder(lab.resolve("bin/moduli").toString(), "validate", "rings")
                .directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("MODULI_OPTS", "-XshowSettings:properties");
        Ended ended = end(builder);

        assertThat(ended.out()).startsWith("rings: no problems; ");
        assertThat(ended.err()).contains("java.home = " + lab.toRealPath().resolve("runtime"));
        assertThat(run(lab, Map.of(), "distribution", "build", "lab.conf", "-o", "runtime=true", "--out=other").err())
                .contains("the Java that builds has no jlink; start moduli with another JDK");
    }

    @Test
    void aJavaIsLinkedInTheSameBytesEveryTime() throws Exception {
        String first = JavaRuntime.checksum(JavaRuntime.link(List.of("java.base"), folder.resolve("first")));
        String second = JavaRuntime.checksum(JavaRuntime.link(List.of("java.base"), folder.resolve("second")));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aJavaThatCannotLinkIsToldBeforeAnythingIsBuilt() throws Exception {
        Path java = Files.createDirectories(folder.resolve("java/bin")).getParent();
        assertThat(JavaRuntime.refusal(java, List.of("java.base"))).contains("the Java that builds has no jlink; start "
                + "moduli with another JDK, which MODULI_JAVA_HOME can name");

        Path jlink = Files.writeString(java.resolve("bin/jlink"),
                "#!/bin/sh\necho Linking from run-time image disabled\n");
        Files.setPosixFilePermissions(jlink, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(JavaRuntime.refusal(java, List.of("java.base"))).hasValueSatisfying(why -> assertThat(why)
                .startsWith("the Java that builds has no modules to link, its folder jmods is missing"));

        Files.writeString(jlink, "#!/bin/sh\necho Linking from run-time image enabled\n");
        assertThat(JavaRuntime.refusal(java, List.of("java.base"))).isEmpty();

        Files.createDirectories(java.resolve("jmods"));
        Files.createFile(java.resolve("jmods/java.base.jmod"));
        assertThat(JavaRuntime.refusal(java, List.of("java.base"))).isEmpty();
        assertThat(JavaRuntime.refusal(java, List.of("java.base", "jdk.zipfs")))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("the Java that builds has no jdk.zipfs.jmod in " + java.resolve("jmods")));
    }

    @Test
    void everyLinkOfItsPagesLeadsToAFile() throws Exception {
        List<Path> pages = new ArrayList<>(List.of(home.resolve("README.md")));
        below(home.resolve("docs"), "").forEach((name, file) -> {
            if (name.endsWith(".md")) {
                pages.add(file);
            }
        });
        List<String> links = new ArrayList<>();
        for (Path page : pages) {
            for (MatchResult link : Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"")
                    .matcher(Files.readString(page)).results().toList()) {
                String target = link.group(1) == null ? link.group(2) : link.group(1);
                if (!target.startsWith("http") && !target.startsWith("#")) {
                    links.add(target);
                    assertThat(page.resolveSibling(target.replaceFirst("#.*", ""))).as("%s in %s", target, page)
                            .exists();
                }
            }
        }
        assertThat(links).contains("docs/moduli.md", "cookbook.md", "cookbook/task.md", "CHANGELOG.md");
    }

    @Test
    void aDiskThatIsTooSmallLeavesNothing() throws Exception {
        // blocks of 512 bytes: more than any jar, less than the archive
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "ulimit -f 40000; exec \"$@\"", "sh",
                home.resolve("bin/moduli").toString(), "distribution", "build", "lab.conf").directory(folder.toFile());
        builder.environment().put("MODULI_JAVA_HOME", System.getProperty("java.home"));

        Ended ended = end(builder);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).endsWith("moduli: a file failed: " + folder
                + "/dist/lab-1.0-linux-x86_64.tar.gz: File too large\n");
        assertThat(MadeBundle.names(folder.resolve("dist"))).isEmpty();
        assertThat(MadeBundle.names(folder)).doesNotContain("lab.lock.json", ".lab.lock.json.part");
    }

    @Test
    void theBillOfMaterialsKeepsItsSchemaAndHasEveryJar() throws Exception {
        assertThat(new JsonParser().validate(home.resolve("moduli.cdx.json").toFile(), Version.VERSION_16)).isEmpty();
        JsonNode bill = new ObjectMapper().readTree(home.resolve("moduli.cdx.json").toFile());

        assertThat(bill.get("serialNumber").asText())
                .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        assertThat(bill.get("metadata").get("component").get("name").asText()).isEqualTo("all");
        List<String> locations = new ArrayList<>();
        bill.get("components").forEach(component -> locations.add(component.get("bom-ref").asText()));
        assertThat(locations).doesNotHaveDuplicates().contains("lib/native-1.0-linux-x86_64.jar")
                .hasSize(below(home, "").keySet().stream().filter(path -> path.endsWith(".jar")).toList().size());
    }

    /** What a process came to. */
    private record Ended(int status, String out, String err) {
    }

    private Ended run(Path distribution, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(distribution.resolve("bin/moduli").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeAll(List.of("MODULI_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
                "MODULI_JAVA_HOME", "SOURCE_DATE_EPOCH"));
        if (!Files.exists(distribution.resolve("runtime"))) {
            builder.environment().put("MODULI_JAVA_HOME", System.getProperty("java.home"));
        }
        builder.environment().putAll(environment);
        return end(builder);
    }

    private Ended end(ProcessBuilder builder) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int status = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }

    /** With the machine's own program, which knows the modes of files. */
    private static Path unpack(Path archive, Path place) throws Exception {
        Files.createDirectories(place);
        assertThat(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", place.toString()).inheritIO().start()
                .waitFor()).isZero();
        return place;
    }
}
