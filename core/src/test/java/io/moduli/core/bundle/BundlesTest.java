package io.moduli.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.PluginProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles compiled here, each broken in one way, beside a healthy one that must go on working. */
class BundlesTest {

    private static final String API = "io.moduli.api;version=\"[1.0,2)\",io.moduli.api.geometry;version=\"[1.0,2)\"";

    @TempDir
    Path folder;

    private Path plugins;

    @BeforeEach
    void installAHealthyBundle() throws IOException {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        jar("healthy", entries("healthy", API, ""));
    }

    @Test
    void aHealthyBundleIsActiveInAClassLoaderOfItsOwn() {
        try (Bundles bundles = load()) {
            assertThat(bundles.registry().problems()).isEmpty();
            assertThat(bundles.bundles()).singleElement().satisfies(bundle -> {
                assertThat(bundle.state()).isEqualTo(BundleState.ACTIVE);
                assertThat(bundle.metadata().orElseThrow().named()).isEqualTo("healthy 1.2.3");
            });
            assertThat(bundles.registry().names(ExtensionPoint.INHIBITOR)).contains("healthy");
        }
    }

    @Test
    void anApiRangeThatDoesNotFitNamesBothVersions() throws IOException {
        Path jar = jar("future", entries("future", "io.moduli.api;version=\"[2.0,3)\"", ""));

        assertThat(failure("future")).isEqualTo("plugin future (" + jar
                + "): it needs io.moduli.api in version [2.0.0,3.0.0), but this Moduli has version 1.0.0");
    }

    @Test
    void aBundleThatUsesTheCoreIsRefused() throws IOException {
        Path jar = jar("intruder", entries("intruder", API + ",io.moduli.core.engine", ""));

        assertThat(failure("intruder"))
                .isEqualTo("plugin intruder (" + jar + "): it uses io.moduli.core.engine, which is "
                        + "not for plugins; of Moduli they use io.moduli.api alone");
    }

    @Test
    void aMissingLibraryIsNamedByItsPackage() throws IOException {
        Path jar = jar("needy", entries("needy", API + ",com.example.library", ""));

        assertThat(failure("needy"))
                .startsWith("plugin needy (" + jar + "): it needs com.example.library, which neither");
    }

    @Test
    void aHostLibraryInsideIsRefusedNamingTheJar() throws IOException {
        Map<String, byte[]> entries = entries("greedy", API, "");
        entries.put("org/slf4j/Logger.class", new byte[0]);
        Path jar = jar("greedy", entries);

        assertThat(failure("greedy"))
                .startsWith("plugin greedy (" + jar + "): this jar brings org.slf4j (org.slf4j.Logger)");
    }

    @Test
    void aDamagedJarIsNamed() throws IOException {
        Path jar = plugins.resolve("damaged/damaged.jar");
        Files.createDirectories(jar.getParent());
        Files.write(jar, new byte[] {1, 2, 3, 4});

        assertThat(failure("damaged"))
                .startsWith("plugin damaged (" + jar + "): this jar cannot be read, it may be damaged");
    }

    @Test
    void anEmptyFolderIsNamed() throws IOException {
        Path empty = Files.createDirectories(plugins.resolve("empty"));

        assertThat(failure("empty")).startsWith("plugin empty (" + empty + "): this folder holds no jar");
    }

    @Test
    void aConstructorThatThrowsFailsItsBundleAlone() throws IOException {
        jar("throwing", entries("throwing", API, "throw new IllegalStateException(\"no licence\");"));

        assertThat(failure("throwing")).endsWith("its constructor failed: IllegalStateException: no licence");
    }

    /** What is said of the one broken bundle, while the healthy one is active. */
    private String failure(String name) {
        try (Bundles bundles = load()) {
            assertThat(bundles.registry().names(ExtensionPoint.INHIBITOR)).contains("healthy");
            Bundle broken = bundles.bundles().stream().filter(bundle -> bundle.name().equals(name)).findFirst()
                    .orElseThrow();
            assertThat(broken.state()).isEqualTo(BundleState.FAILED);
            List<String> said = bundles.registry().problems().stream().map(PluginProblem::render).toList();
            assertThat(said).hasSize(1);
            return said.getFirst();
        }
    }

    private Bundles load() {
        return Bundles.load(getClass().getClassLoader(), plugins);
    }

    private Map<String, byte[]> entries(String name, String imports, String constructor) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source-" + name));
        Files.writeString(source.resolve("P.java"), """
                package %1$s;
                import io.moduli.api.*;
                import io.moduli.api.geometry.Inhibitor;
                public final class P implements Plugin {
                    public record S() {}
                    public P() { %2$s }
                    public String id() { return "%1$s"; }
                    public java.util.List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
                        return java.util.List.of(ComponentFactory.of("%1$s", S.class, (S s) -> (Inhibitor) null));
                    }
                }
                """.formatted(name, constructor));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", source.toString(),
                "-cp", System.getProperty("java.class.path"), source.resolve("P.java").toString());
        assertThat(status).isZero();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", """
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: %1$s
                Bundle-Version: 1.2.3
                Bundle-Name: A bundle
                Bundle-Description: For tests
                Import-Package: %2$s
                Provide-Capability: osgi.serviceloader;osgi.serviceloader="io.moduli.api.Plugin"
                """.formatted(name, imports.replace(",io", ",\n io")).getBytes());
        entries.put(PluginService.FILE, (name + ".P").getBytes());
        for (String type : List.of("P", "P$S")) {
            entries.put(name + "/" + type + ".class", Files.readAllBytes(source.resolve(name + "/" + type + ".class")));
        }
        return entries;
    }

    private Path jar(String name, Map<String, byte[]> entries) throws IOException {
        Path jar = Files.createDirectories(plugins.resolve(name)).resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }
}
