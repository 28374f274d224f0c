package io.moduli.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.Plugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders take the part of jars here: each has its own service file. */
class PluginDiscoveryTest {

    public static final class Sound implements Plugin {

        @Override
        public String id() {
            return "sound";
        }
    }

    public static final class FailingConstructor implements Plugin {

        public FailingConstructor() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public String id() {
            return "failing";
        }
    }

    public static final class FailingInitializer implements Plugin {

        static final int VALUE = Integer.parseInt("seven");

        @Override
        public String id() {
            return "uninitialized";
        }
    }

    @TempDir
    Path folder;

    private final List<URL> jars = new ArrayList<>();

    private Path jar(String name, String service) throws IOException {
        Path jar = folder.resolve(name);
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.moduli.api.Plugin"), service);
        jars.add(jar.toUri().toURL());
        return jar;
    }

    /** Finds only these jars' service files, not those on the test's own class path. */
    private PluginRegistry discover() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return findResources(name);
            }
        }) {
            return PluginRegistry.discover(loader);
        }
    }

    private static List<String> problems(PluginRegistry registry) {
        return registry.problems().stream().map(PluginProblem::render).toList();
    }

    @Test
    void findsThePluginThatAServiceFileNames() throws IOException {
        jar("sound", Sound.class.getName());

        PluginRegistry registry = discover();

        assertThat(registry.problems()).isEmpty();
        assertThat(registry.plugins()).extracting(InstalledPlugin::id).containsExactly("sound");
    }

    @Test
    void aMissingClassCostsOnlyItsOwnPlugin() throws IOException {
        Path broken = jar("broken", "com.example.Missing # gone");
        jar("sound", Sound.class.getName());

        PluginRegistry registry = discover();

        assertThat(problems(registry)).containsExactly("a plugin (" + broken + "): cannot be loaded: "
                + "ServiceConfigurationError: io.moduli.api.Plugin: Provider com.example.Missing not found");
        assertThat(registry.plugins()).extracting(InstalledPlugin::id).containsExactly("sound");
    }

    @Test
    void aDamagedClassCostsOnlyItsOwnPlugin() throws IOException {
        Path broken = jar("broken", "com.example.Damaged");
        Files.createDirectories(broken.resolve("com/example"));
        Files.write(broken.resolve("com/example/Damaged.class"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        jar("sound", Sound.class.getName());

        PluginRegistry registry = discover();

        assertThat(problems(registry)).singleElement().asString()
                .startsWith("a plugin (" + broken + "): cannot be loaded: ClassFormatError: ");
        assertThat(registry.plugins()).extracting(InstalledPlugin::id).containsExactly("sound");
    }

    @Test
    void aMalformedServiceFileCostsOnlyItsOwnPlugin() throws IOException {
        jar("broken", "this is not a class name");
        jar("sound", Sound.class.getName());

        PluginRegistry registry = discover();

        assertThat(problems(registry)).singleElement().asString().contains("broken/META-INF/services/")
                .contains("Illegal configuration-file syntax");
        assertThat(registry.plugins()).extracting(InstalledPlugin::id).containsExactly("sound");
    }

    @Test
    void aFailingConstructorCostsOnlyItsOwnPlugin() throws IOException {
        jar("broken", FailingConstructor.class.getName());
        jar("sound", Sound.class.getName());

        PluginRegistry registry = discover();

        assertThat(problems(registry)).singleElement().asString()
                .startsWith("plugin " + FailingConstructor.class.getName() + " (")
                .endsWith("): its constructor failed: IllegalStateException: no licence");
        assertThat(registry.plugins()).extracting(InstalledPlugin::id).containsExactly("sound");
    }

    @Test
    void aFailingStaticInitializerCostsOnlyItsOwnPlugin() throws IOException {
        jar("broken", FailingInitializer.class.getName());
        jar("sound", Sound.class.getName());

        PluginRegistry registry = discover();

        assertThat(registry.problems()).hasSize(1);
        assertThat(problems(registry)).singleElement().asString().contains("FailingInitializer");
        assertThat(registry.plugins()).extracting(InstalledPlugin::id).containsExactly("sound");
    }

    @Test
    void everyBrokenPluginIsReported() throws IOException {
        jar("one", "com.example.One");
        jar("two", "com.example.Two");
        jar("three", FailingConstructor.class.getName());

        assertThat(discover().problems()).hasSize(3);
    }

    @Test
    void aSearchThatCannotGoOnEndsWithOneProblem() {
        ClassLoader unreadable = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("disk gone");
            }
        };

        assertThat(problems(PluginRegistry.discover(unreadable))).containsExactly("a plugin: cannot be loaded: "
                + "ServiceConfigurationError: io.moduli.api.Plugin: Error locating configuration files");
    }
}
