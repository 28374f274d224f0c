package io.moduli.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.PluginProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The failure matrix: bundles that are broken in one way each, beside a healthy one that must go on working. */
class BrokenBundlesTest {

    private static final Optional<BundleState> NOTHING = Optional.empty();
    private static final Optional<BundleState> INSTALLED = Optional.of(BundleState.INSTALLED);
    private static final Optional<BundleState> RESOLVED = Optional.of(BundleState.RESOLVED);
    private static final String SERVICE = "META-INF/services/io.moduli.api.Plugin";
    private static final String MADE_OF = "; a plugin is a public class with a public constructor without parameters";

    @TempDir
    Path plugins;

    @BeforeEach
    void installAHealthyBundle() throws IOException {
        BundleForge.bundle("healthy").into(plugins);
    }

    /**
     * A way to break the bundle "broken".
     *
     * @param what it is, for the test's name
     * @param reached how far it comes
     * @param message what is said of its jar; what stands behind a final … is left open
     */
    record Breakage(String what, UnaryOperator<BundleForge> how, Optional<BundleState> reached, String message) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static Breakage breakage(
            String what, Optional<BundleState> reached, String message, UnaryOperator<BundleForge> how) {
        return new Breakage(what, how, reached, message);
    }

    static Stream<Breakage> whatItsJarHolds() {
        return Stream.of(
                breakage("a service class that is missing", INSTALLED,
                        "its " + SERVICE + " names the class broken.Gone, which is not in the bundle",
                        forge -> forge.service("broken.Gone # moved away")),
                breakage("a service file that names nothing", NOTHING,
                        "its " + SERVICE + " must name one class, but names none",
                        forge -> forge.service("# later\n\n")),
                breakage("a service file that names two classes", NOTHING,
                        "its " + SERVICE + " must name one class, but names broken.P, broken.Q",
                        forge -> forge.service("broken.P\nbroken.Q\n")),
                breakage("a service file that fills the memory", NOTHING,
                        "its " + SERVICE + " is longer than 16 MiB, which no honest jar's is",
                        forge -> forge.entry(SERVICE, new byte[(16 << 20) + 1])),
                breakage("a manifest that fills the memory", NOTHING,
                        "its META-INF/MANIFEST.MF is longer than 16 MiB, which no honest jar's is",
                        forge -> forge.entry("META-INF/MANIFEST.MF", new byte[100 << 20])),
                breakage("no manifest", NOTHING,
                        "its manifest lacks Bundle-SymbolicName, Bundle-Version, Bundle-Name, Bundle-Description, "
                                + "Import-Package, Provide-Capability; have the OSGi headers made by bnd-maven-plugin",
                        forge -> forge.drop("META-INF/MANIFEST.MF")),
                breakage("a manifest without a version", NOTHING,
                        "its manifest lacks Bundle-Version; have the OSGi headers made by bnd-maven-plugin",
                        forge -> forge.without("Bundle-Version")),
                breakage("a manifest that is none", NOTHING, "its manifest is malformed: invalid header field…",
                        forge -> forge.entry("META-INF/MANIFEST.MF",
                                "this is not a manifest\n".getBytes(StandardCharsets.UTF_8))),
                breakage("a malformed version", NOTHING,
                        "the Bundle-Version of its manifest is \"one.two\": invalid version \"one.two\": non-numeric "
                                + "\"one\"",
                        forge -> forge.header("Bundle-Version", "one.two")),
                breakage("a malformed name", NOTHING,
                        "the Bundle-SymbolicName of its manifest is \"my bundle\": it must be one name of letters, "
                                + "digits, hyphens, underscores and points",
                        forge -> forge.header("Bundle-SymbolicName", "my bundle")),
                breakage("a malformed range", NOTHING,
                        "the Import-Package of its manifest is \"io.moduli.api;version=\"[2,\"\": invalid range…",
                        forge -> forge.header("Import-Package", "io.moduli.api;version=\"[2,\"")),
                breakage("no service among its capabilities", NOTHING,
                        "the Provide-Capability of its manifest is \"osgi.ee\": it must offer osgi.serviceloader="
                                + "\"io.moduli.api.Plugin\"",
                        forge -> forge.header("Provide-Capability", "osgi.ee")),
                breakage("an api that is not there yet", INSTALLED,
                        "it needs io.moduli.api in version [3.0.0,4.0.0), but this Moduli has version "
                                + BundleForge.API_VERSION,
                        forge -> forge.header("Import-Package", "io.moduli.api;version=\"[3.0,4)\"")),
                breakage("no range on the api", INSTALLED,
                        "its Import-Package names no package of io.moduli.api, so nothing tells which version it "
                                + "was made for; have the OSGi headers made by bnd-maven-plugin",
                        forge -> forge.header("Import-Package", "org.slf4j")),
                breakage("a library that it names but does not bring", INSTALLED,
                        "it needs com.example.library, which neither its bundle nor Java 25 has; add the library's jar to "
                                + "the bundle's folder",
                        forge -> forge.imports("com.example.library")),
                breakage("use of the core", INSTALLED,
                        "it uses io.moduli.core.engine, which is not for plugins; of Moduli they use io.moduli.api alone",
                        forge -> forge.imports("io.moduli.core.engine")),
                breakage("a library of the host inside", NOTHING,
                        "this jar brings org.slf4j (org.slf4j.Logger), which comes from the host and only from there; "
                                + "leave it out of the bundle (in Maven, scope provided)",
                        forge -> forge.entry("org/slf4j/Logger.class", new byte[0])),
                breakage("what chooses where the log goes inside", NOTHING,
                        "this jar brings org.slf4j.simple (org.slf4j.simple.SimpleLogger), which comes…",
                        forge -> forge.entry("org/slf4j/simple/SimpleLogger.class", new byte[0])),
                breakage("a bridge to the log that it needs and does not bring", INSTALLED,
                        "it needs org.slf4j.bridge, which neither its bundle nor Java 25 has; add the library's jar to the "
                                + "bundle's folder",
                        forge -> forge.imports("org.slf4j.bridge")),
                breakage("a library of the host inside, for a newer Java alone", NOTHING,
                        "this jar brings org.nd4j (org.nd4j.linalg.factory.Nd4j), which comes…",
                        forge -> forge.entry("META-INF/versions/21/org/nd4j/linalg/factory/Nd4j.class", new byte[0])),
                breakage("the api inside", NOTHING,
                        "this jar brings io.moduli.api (io.moduli.api.Plugin), which comes…",
                        forge -> forge.entry("io/moduli/api/Plugin.class", new byte[0])),
                breakage("the core inside", NOTHING,
                        "this jar brings io.moduli.core (io.moduli.core.engine.threads.Team), which comes…",
                        forge -> forge.entry("io/moduli/core/engine/threads/Team.class", new byte[0])),
                breakage("an entry that leads out of the jar", NOTHING,
                        "this jar has an entry that leads out of it, \"../../lib/evil.jar\"",
                        forge -> forge.entry("../../lib/evil.jar", new byte[0])),
                breakage("an entry with an absolute path", NOTHING,
                        "this jar has an entry that leads out of it, \"/etc/evil\"",
                        forge -> forge.entry("/etc/evil", new byte[0])),
                breakage("an entry that leads out of the jar on Windows", NOTHING,
                        "this jar has an entry that leads out of it, \"a\\..\\..\\evil\"",
                        forge -> forge.entry("a\\..\\..\\evil", new byte[0])),
                breakage("a class path that leads out of the bundle", INSTALLED,
                        "the Class-Path of its manifest names ../healthy/healthy.jar, which is not in the bundle; put the "
                                + "library's jar into the bundle's folder",
                        forge -> forge.header("Class-Path", "../healthy/healthy.jar")),
                breakage("a class path that leads to the network", INSTALLED,
                        "the Class-Path of its manifest names https://example.org/a.jar, which is not in the bundle; …",
                        forge -> forge.header("Class-Path", "https://example.org/a.jar")),
                breakage("a class for a newer Java", INSTALLED,
                        "its class broken.P was compiled for Java 26, and this is Java 25; compile it for 25",
                        forge -> forge.entry("broken/P.class", newer(forge))),
                breakage("a class for a newer Java alone, in a jar for several", INSTALLED,
                        "it has its class broken.P only for a newer Java than 25",
                        forge -> forge.header("Multi-Release", "true").drop("broken/P.class")
                                .entry("META-INF/versions/26/broken/P.class", new byte[0])),
                breakage("a class that is not a class file", INSTALLED, "its class broken.P is not a class file",
                        forge -> forge.entry("broken/P.class", "public class P".getBytes(StandardCharsets.UTF_8))),
                breakage("a class that is cut short", RESOLVED,
                        "its class broken.P cannot be loaded: ClassFormatError: …",
                        forge -> forge.entry("broken/P.class", shortened(forge))));
    }

    static Stream<Breakage> whatItsPluginIs() {
        return Stream.of(
                breakage("no plugin", RESOLVED, "its class broken.P does not implement io.moduli.api.Plugin",
                        forge -> forge.source("broken.P", "package broken; public class P {}")),
                breakage("an abstract plugin", RESOLVED, "its class broken.P is abstract" + MADE_OF,
                        forge -> forge.source("broken.P",
                                "package broken; public abstract class P implements io.moduli.api.Plugin {}")),
                breakage("an interface", RESOLVED, "its class broken.P is an interface" + MADE_OF,
                        forge -> forge.source("broken.P",
                                "package broken; public interface P extends io.moduli.api.Plugin {}")),
                breakage("a plugin that is not public", RESOLVED, "its class broken.P is not public" + MADE_OF,
                        forge -> forge.source("broken.P",
                                "package broken; class P implements io.moduli.api.Plugin { public P() {} "
                                        + "public String id() { return \"broken\"; } }")),
                breakage("a private constructor", RESOLVED,
                        "its class broken.P has no public constructor without parameters" + MADE_OF,
                        forge -> forge.source("broken.P",
                                "package broken; public class P implements io.moduli.api.Plugin { private P() {} "
                                        + "public String id() { return \"broken\"; } }")),
                breakage("a superclass that is missing", RESOLVED,
                        "its class broken.P cannot be loaded: NoClassDefFoundError: broken.Base",
                        forge -> forge.source("broken.Base", "package broken; public class Base {}").drop(
                                "broken/Base.class")
                                .source("broken.P",
                                        "package broken; public class P extends Base implements io.moduli.api.Plugin "
                                                + "{ public String id() { return \"broken\"; } }")),
                breakage("a constructor that throws", RESOLVED,
                        "its constructor failed: IllegalStateException: no licence",
                        forge -> forge.constructor("throw new IllegalStateException(\"no licence\\nline two\");")),
                breakage("a constructor that needs a library which is missing", RESOLVED,
                        "its constructor failed: NoClassDefFoundError: library.Metric",
                        forge -> forge.source("library.Metric", "package library; public class Metric {}")
                                .constructor("new library.Metric();").drop("library/Metric.class")),
                breakage("a constructor that uses the core", RESOLVED,
                        "its constructor failed: NoClassDefFoundError: io.moduli.core.engine.kernels.Vectors is not for "
                                + "plugins; of Moduli they use io.moduli.api alone",
                        forge -> forge
                                .constructor("System.out.println(io.moduli.core.engine.kernels.Vectors.LENGTH + \"\" + "
                                        + "io.moduli.core.engine.kernels.Vectors.class);")),
                breakage("a constructor that calls itself without end", RESOLVED,
                        "its constructor failed: StackOverflowError", forge -> forge.constructor("new P();")),
                breakage("a constructor that takes all memory", RESOLVED,
                        "its constructor failed: OutOfMemoryError: …",
                        forge -> forge.constructor("System.out.println(new long[Integer.MAX_VALUE].length);")),
                breakage("a static initializer that fails", RESOLVED,
                        "its constructor failed: a class could not be initialized: NumberFormatException: For input "
                                + "string: \"seven\"",
                        forge -> forge.members("static final int N = Integer.parseInt(\"seven\");")),
                breakage("a package that another of its jars seals", RESOLVED,
                        "its constructor failed: SecurityException: sealing violation…",
                        forge -> forge.header("Class-Path", "sealed.jar").source("broken.Helper",
                                "package broken; public class Helper {}").drop("broken/Helper.class")
                                .constructor("new Helper();")),
                breakage("no id", RESOLVED, "id() is null",
                        forge -> forge.source("broken.P",
                                "package broken; public class P implements io.moduli.api.Plugin { "
                                        + "public String id() { return null; } }")),
                breakage("an id that is not a name", RESOLVED,
                        "its id is \"My Plugin\", but must be lower-case letters, digits and hyphens that begin with a "
                                + "letter",
                        forge -> forge.id("My Plugin")),
                breakage("an id that cannot be told", RESOLVED, "id() failed: StackOverflowError",
                        forge -> forge.source("broken.P", "package broken; public class P implements "
                                + "io.moduli.api.Plugin { public String id() { return id() + id(); } }")),
                breakage("an id that is another's", RESOLVED,
                        "its id core is already that of plugin core (…",
                        forge -> forge.id("core")));
    }

    @ParameterizedTest
    @MethodSource({"whatItsJarHolds", "whatItsPluginIs"})
    void aBrokenBundleSaysWhatIsWrongAndItsNeighbourWorks(Breakage breakage) throws IOException {
        BundleForge forge = breakage.how().apply(BundleForge.bundle("broken"));
        Path jar = forge.into(plugins);
        if (breakage.what().contains("seals")) {
            BundleForge.write(jar.resolveSibling("sealed.jar"), sealed());
        }

        PluginProblem problem = soleProblem("broken", breakage.reached());

        assertThat(problem.origin()).isEqualTo(jar.toString());
        assertMessage(problem.message(), breakage.message());
        assertThat(problem.render()).contains("(" + jar + "): ").doesNotContain("\n");
    }

    private static void assertMessage(String message, String expected) {
        if (expected.endsWith("…")) {
            assertThat(message).startsWith(expected.substring(0, expected.length() - 1));
        } else {
            assertThat(message).isEqualTo(expected);
        }
    }

    /** What is wrong with the one broken bundle, while the healthy one is not only active but works. */
    private PluginProblem soleProblem(String broken, Optional<BundleState> reached) {
        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), plugins)) {
            assertHealthy(bundles);
            Bundle failed = bundles.bundles().stream().filter(bundle -> bundle.folder().endsWith(broken)).findFirst()
                    .orElseThrow();
            assertThat(failed.state()).isEqualTo(BundleState.FAILED);
            assertThat(failed.reached()).isEqualTo(reached);
            assertThat(failed.metadata().isPresent()).isEqualTo(reached.isPresent());
            assertThat(failed.plugin()).isEmpty();
            assertThat(failed.problems()).hasSize(1).isEqualTo(bundles.registry().problems());
            return failed.problems().getFirst();
        }
    }

    private static void assertHealthy(Bundles bundles) {
        Bundle healthy = bundles.bundles().stream().filter(bundle -> bundle.name().equals("healthy")).findFirst()
                .orElseThrow();
        assertThat(healthy.state()).isEqualTo(BundleState.ACTIVE);
        assertThat(Forged.inhibitor(bundles.registry(), "healthy").value(3)).isEqualTo(9);
    }

    private static byte[] newer(BundleForge forge) {
        byte[] classFile = file(forge, "broken/P.class");
        classFile[7] = 70;
        return classFile;
    }

    private static byte[] shortened(BundleForge forge) {
        return Arrays.copyOf(file(forge, "broken/P.class"), 300);
    }

    private static byte[] file(BundleForge forge, String path) {
        try {
            return forge.files().get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> sealed() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\nSealed: true\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        files.putAll(BundleForge.compile(Map.of("broken.Helper", "package broken; public class Helper {}")));
        return files;
    }

    @Test
    void aJarOfGarbageIsNamed() throws IOException {
        Path jar = Files.createDirectories(plugins.resolve("broken")).resolve("garbage.jar");
        Files.write(jar, new byte[] {1, 2, 3, 4});

        PluginProblem problem = soleProblem("broken", NOTHING);

        assertThat(problem.render()).isEqualTo("plugin broken (" + jar
                + "): this jar cannot be read, it may be damaged or cut short: zip END header not found");
    }

    @Test
    void aJarOfNothingIsNamed() throws IOException {
        Path jar = Files.createDirectories(plugins.resolve("broken")).resolve("empty.jar");
        Files.createFile(jar);

        assertThat(soleProblem("broken", NOTHING).render()).isEqualTo("plugin broken (" + jar
                + "): this jar cannot be read, it may be damaged or cut short: zip file is empty");
    }

    @Test
    void aJarThatIsCutShortIsNamed() throws IOException {
        Path jar = BundleForge.bundle("broken").into(plugins);
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(soleProblem("broken", NOTHING).render()).isEqualTo("plugin broken (" + jar
                + "): this jar cannot be read, it may be damaged or cut short: zip END header not found");
    }

    @Test
    void aClassThatCannotBeInflatedIsNamed() throws IOException {
        Path jar = BundleForge.bundle("broken").into(plugins);
        byte[] bytes = Files.readAllBytes(jar);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("broken/P.class");
        // The directory of the jar stays sound, the deflated bytes behind the entry's name do not.
        Arrays.fill(bytes, name + 20, name + 120, (byte) 0xFF);
        Files.write(jar, bytes);

        PluginProblem problem = soleProblem("broken", INSTALLED);

        assertThat(problem.render()).startsWith("plugin broken (" + jar
                + "): its class broken.P cannot be read, the jar may be damaged: ");
    }

    @Test
    void everythingThatIsWrongWithABundleIsToldAtOnce() throws IOException {
        Path jar = BundleForge.bundle("broken").service("broken.Gone")
                .header("Import-Package", "io.moduli.api;version=\"[3.0,4)\",com.example.library").into(plugins);

        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), plugins)) {
            assertHealthy(bundles);
            assertThat(bundles.registry().problems()).extracting(PluginProblem::render).containsExactly(
                    "plugin broken (" + jar + "): its " + SERVICE
                            + " names the class broken.Gone, which is not in the bundle",
                    "plugin broken (" + jar
                            + "): it needs io.moduli.api in version [3.0.0,4.0.0), but this Moduli has version "
                            + BundleForge.API_VERSION,
                    "plugin broken (" + jar
                            + "): it needs com.example.library, which neither its bundle nor Java 25 has; add the "
                            + "library's jar to the bundle's folder");
        }
    }

    @Test
    void ofTwoVersionsOfOneBundleNeitherIsGuessedAt() throws IOException {
        Path older = BundleForge.bundle("twin").write(plugins.resolve("older/twin.jar"));
        Path newer = BundleForge.bundle("twin").header("Bundle-Version", "2.0.0")
                .write(plugins.resolve("newer/twin.jar"));

        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), plugins)) {
            assertHealthy(bundles);
            assertThat(bundles.registry().problems()).extracting(PluginProblem::render).containsExactly(
                    "plugin twin (" + newer + "): twin 2.0.0 is there a second time as twin 1.2.3 (" + older
                            + "); keep one and remove the other",
                    "plugin twin (" + older + "): twin 1.2.3 is there a second time as twin 2.0.0 (" + newer
                            + "); keep one and remove the other");
            assertThat(bundles.registry().names(ExtensionPoint.INHIBITOR)).doesNotContain("twin");
        }
    }

    @Test
    void twoVersionsInOneFolderAreNamed() throws IOException {
        BundleForge.bundle("broken").write(plugins.resolve("broken/broken-1.jar"));
        BundleForge.bundle("broken").write(plugins.resolve("broken/broken-2.jar"));

        assertThat(soleProblem("broken", NOTHING).render()).isEqualTo("plugin broken (" + plugins.resolve("broken")
                + "): several of its jars (broken-1.jar, broken-2.jar) name a plugin; a bundle is one plugin with its "
                + "libraries, and one version of it, so put the others into folders of their own or remove them");
    }

    @Test
    void aFolderOfLibrariesAloneIsNamed() throws IOException {
        BundleForge.bundle("broken").drop(SERVICE).into(plugins);

        assertThat(soleProblem("broken", NOTHING).render()).isEqualTo("plugin broken (" + plugins.resolve("broken")
                + "): none of its jars (broken.jar) names a plugin in " + SERVICE);
    }

    @Test
    void theWholeMatrixInOneFolderIsReportedTogether() throws IOException {
        List<Breakage> all = Stream.concat(whatItsJarHolds(), whatItsPluginIs())
                .filter(breakage -> !breakage.what().contains("seals") && !breakage.what().contains("memory")).toList();
        for (int index = 0; index < all.size(); index++) {
            all.get(index).how().apply(BundleForge.bundle("broken"))
                    .write(plugins.resolve("broken-" + index + "/broken.jar"));
        }

        try (Bundles bundles = Bundles.load(getClass().getClassLoader(), plugins)) {
            assertHealthy(bundles);
            assertThat(bundles.bundles()).filteredOn(bundle -> bundle.state() == BundleState.FAILED)
                    .hasSize(all.size());
        }
    }
}
