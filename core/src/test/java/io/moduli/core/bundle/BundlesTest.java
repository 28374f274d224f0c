package io.moduli.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.core.plugin.ExtensionPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.common.config.ND4JClassLoading;

/** Bundles that nothing is wrong with. */
class BundlesTest {

    private static final ClassLoader HOST = Bundles.class.getClassLoader();

    @TempDir
    Path plugins;

    @Test
    void aSoundBundleIsActiveInAClassLoaderOfItsOwn() throws IOException {
        Path jar = BundleForge.bundle("healthy").into(plugins);

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(bundles.registry().problems()).isEmpty();
            assertThat(bundles.bundles()).singleElement().satisfies(bundle -> {
                assertThat(bundle.state()).isEqualTo(BundleState.ACTIVE);
                assertThat(bundle.reached()).contains(BundleState.ACTIVE);
                assertThat(bundle.metadata().orElseThrow().named()).isEqualTo("healthy 1.2.3");
                assertThat(bundle.jars()).containsExactly(jar);
                assertThat(bundle.plugin().orElseThrow().origin().version()).contains("1.2.3");
            });
            assertThat(bundles.registry().names(ExtensionPoint.RECURRENT_CELL)).contains("elman");
            assertThat(Forged.inhibitor(bundles.registry(), "healthy").getClass().getClassLoader().getName())
                    .isEqualTo("bundle healthy");
        }
    }

    @Test
    void oneBundleIsLoadedByItselfWithoutThoseBesideIt() throws IOException {
        BundleForge.bundle("healthy").into(plugins);
        BundleForge.bundle("other").into(plugins);

        try (Bundles bundles = Bundles.only(plugins.resolve("healthy"))) {
            assertThat(bundles.bundles()).extracting(Bundle::name).containsExactly("healthy");
            assertThat(bundles.registry().names(ExtensionPoint.INHIBITOR)).containsExactly("healthy");
            assertThat(bundles.registry().names(ExtensionPoint.RECURRENT_CELL)).isEmpty();
        }
    }

    @Test
    void aBundleThatIsOnlyInspectedIsResolvedAndNoneOfItsCodeRuns() throws IOException {
        BundleForge.bundle("bomb").constructor("throw new IllegalStateException();").into(plugins);

        Bundle bundle = Bundles.inspect(plugins.resolve("bomb"));

        assertThat(bundle.state()).isEqualTo(BundleState.RESOLVED);
        assertThat(bundle.problems()).isEmpty();
        assertThat(bundle.metadata().orElseThrow().named()).isEqualTo("bomb 1.2.3");
    }

    @Test
    void anInspectedBundleThatIsBrokenHasFailed() throws IOException {
        BundleForge.bundle("needy").imports("com.example.library").into(plugins);

        Bundle bundle = Bundles.inspect(plugins.resolve("needy"));

        assertThat(bundle.state()).isEqualTo(BundleState.FAILED);
        assertThat(bundle.reached()).contains(BundleState.INSTALLED);
        assertThat(bundle.problems()).hasSize(1);
    }

    @Test
    void twoBundlesUseDifferentVersionsOfOneLibraryAtOnce() throws IOException {
        withLibrary("first", "1");
        withLibrary("second", "2");

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(bundles.registry().problems()).isEmpty();
            Inhibitor first = Forged.inhibitor(bundles.registry(), "first");
            Inhibitor second = Forged.inhibitor(bundles.registry(), "second");
            assertThat(first.value(0)).isEqualTo(1);
            assertThat(second.value(0)).isEqualTo(2);
            assertThat(first.value(0)).isEqualTo(1);
        }
    }

    @Test
    void aBundlesLibraryIsItsOwnAlthoughTheHostHasAnotherVersionOfIt() throws IOException {
        // Jackson is on the host's class path; this is none of its classes.
        String name = "com.fasterxml.jackson.databind.ObjectMapper";
        BundleForge.bundle("own")
                .source(name, "package com.fasterxml.jackson.databind; public class ObjectMapper "
                        + "{ public static double VERSION = 42; }")
                .members(inhibitor(name + ".VERSION"))
                .inhibitors("java.util.List.of(ComponentFactory.of(\"own\", Late.class, (Late s) -> s))").into(plugins);

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(Forged.inhibitor(bundles.registry(), "own").value(0)).isEqualTo(42);
        }
    }

    /** A bundle whose inhibitor says which version of the library it got. */
    private void withLibrary(String name, String version) throws IOException {
        Map<String, byte[]> library = BundleForge.compile(Map.of("library.Metric",
                "package library; public class Metric { public static double version() { return " + version
                        + "; } }"));
        BundleForge.bundle(name).imports("library")
                .source("library.Metric",
                        "package library; public class Metric { public static double version() { return 0; } }")
                .drop("library/Metric.class").members(inhibitor("library.Metric.version()"))
                .inhibitors("java.util.List.of(ComponentFactory.of(\"%s\", Late.class, (Late s) -> s))".formatted(name))
                .into(plugins);
        BundleForge.write(plugins.resolve(name + "/library-" + version + ".jar"), library);
    }

    private static String inhibitor(String value) {
        return """
                public record Late() implements Inhibitor {
                    public double value(double distance) { return %s; }
                    public double derivative(double distance) { return 0; }
                }
                """.formatted(value);
    }

    @Test
    void whileABundlesPluginIsMadeAndAskedItsClassLoaderIsTheThreads() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        BundleForge.bundle("careful").members("""
                final ClassLoader made = check();
                static ClassLoader check() {
                    ClassLoader loader = Thread.currentThread().getContextClassLoader();
                    if (loader != P.class.getClassLoader()) throw new IllegalStateException("under " + loader);
                    return loader;
                }
                public String description() { check(); return "careful"; }
                """).into(plugins);

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(bundles.registry().problems()).isEmpty();
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void nd4jSearchesForItsPartsInTheHostsClassLoaderThoughABundleTouchesItFirst() throws IOException {
        ND4JClassLoading.setNd4jClassloader(ClassLoader.getPlatformClassLoader());
        BundleForge.bundle("early").constructor("""
                try {
                    Class.forName("org.nd4j.common.config.ND4JClassLoading");
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
                """).into(plugins);

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(bundles.registry().problems()).isEmpty();
            assertThat(ND4JClassLoading.getNd4jClassloader()).isSameAs(HOST);
        } finally {
            ND4JClassLoading.setNd4jClassloader(HOST);
        }
    }

    @Test
    void aJarForSeveralReleasesOfJavaHasItsNewestClassesTaken() throws IOException {
        byte[] newer = BundleForge.bundle("several").members("public String description() { return \"for 25\"; }")
                .files().get("several/P.class");
        BundleForge.bundle("several").header("Multi-Release", "true")
                .entry("META-INF/versions/25/several/P.class", newer).into(plugins);

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(bundles.bundles().getFirst().plugin().orElseThrow().description()).isEqualTo("for 25");
        }
    }

    @Test
    void manifestsMayNameJarsThatLieInTheBundleOrNowhere() throws IOException {
        BundleForge.bundle("old").header("Class-Path", "library.jar lib/gone.jar").into(plugins);
        BundleForge.write(plugins.resolve("old/library.jar"), Map.of());

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(bundles.registry().problems()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux lists a process's open files")
    void noJarStaysOpenBehindBundlesThatAreClosed() throws IOException {
        BundleForge.bundle("healthy").into(plugins);
        BundleForge.bundle("throwing").constructor("throw new IllegalStateException();").into(plugins);
        BundleForge.bundle("missing").service("missing.Gone").into(plugins);
        BundleForge.bundle("resources").constructor("P.class.getResource(\"P.class\");").into(plugins);

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(open()).isNotEmpty();
            assertThat(bundles.bundles()).hasSize(4);
        }

        assertThat(open()).isEmpty();
    }

    /** The files of the bundles that this process has open. */
    private List<String> open() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.map(BundlesTest::target).filter(file -> file.startsWith(plugins.toString())).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
