package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.Plugin;
import io.moduli.plugins.moduli.ModuliPlugin;
import io.moduli.plugins.pruning.PruningPlugin;
import io.moduli.plugins.tasks.TasksPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** The metadata that bnd makes for our own plugins, as the jars carry it. */
class BundleManifestsTest {

    static Stream<Arguments> plugins() {
        return Stream.of(
                Arguments.of(new ModuliPlugin(), "moduli-standard", "Moduli spaces", "Spaces, inhibitors and regularizers"),
                Arguments.of(new TasksPlugin(), "tasks-standard", "Moduli tasks",
                        "Addition, navigation and language modelling"),
                Arguments.of(new PruningPlugin(), "pruning-standard", "Moduli pruning", "Pruners and sparsity schedules"));
    }

    private static Attributes manifest(Class<?> type) throws IOException {
        String location = type.getProtectionDomain().getCodeSource().getLocation().toString();
        String root = location.endsWith("/") ? location : "jar:" + location + "!/";
        try (InputStream stream = URI.create(root + "META-INF/MANIFEST.MF").toURL().openStream()) {
            return new Manifest(stream).getMainAttributes();
        }
    }

    private static List<Clause> clauses(Attributes manifest, String header) {
        return Arrays.asList(Parser.parseHeader(manifest.getValue(header)));
    }

    private static Clause clause(Attributes manifest, String header, String name) {
        return clauses(manifest, header).stream().filter(clause -> clause.getName().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(header + " has no " + name + ": " + manifest.getValue(header)));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void itSaysWhatTheBundleIs(Plugin plugin, String symbolicName, String name, String description) throws IOException {
        Attributes manifest = manifest(plugin.getClass());

        assertThat(manifest.getValue("Bundle-ManifestVersion")).isEqualTo("2");
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo(symbolicName).isEqualTo(plugin.id());
        assertThat(manifest.getValue("Bundle-Name")).isEqualTo(name);
        assertThat(manifest.getValue("Bundle-Description")).isEqualTo(description);
        // The project's, as the api's jar has it.
        assertThat(Version.parseVersion(manifest.getValue("Bundle-Version"))).isNotEqualTo(Version.emptyVersion)
                .hasToString(manifest(Plugin.class).getValue("Bundle-Version"));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void itImportsTheApiInARangeThatEndsBeforeTheNextBreakingVersion(Plugin plugin) throws IOException {
        Version api = Version.parseVersion(
                clause(manifest(Plugin.class), "Export-Package", "io.moduli.api").getAttribute("version"));
        VersionRange compatible = new VersionRange('[', new Version(api.getMajor(), api.getMinor(), 0),
                new Version(api.getMajor() + 1, 0, 0), ')');

        List<Clause> ours = clauses(manifest(plugin.getClass()), "Import-Package").stream()
                .filter(clause -> clause.getName().startsWith("io.moduli.")).toList();

        assertThat(ours).extracting(Clause::getName).contains("io.moduli.api")
                .allMatch(name -> name.equals("io.moduli.api") || name.startsWith("io.moduli.api."));
        assertThat(ours).allSatisfy(clause -> assertThat(new VersionRange(clause.getAttribute("version")))
                .isEqualTo(compatible));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void itOffersThePluginAsAServiceAndAsksForWhoeverRegistersServices(Plugin plugin) throws IOException {
        Attributes manifest = manifest(plugin.getClass());

        Clause service = clause(manifest, "Provide-Capability", "osgi.serviceloader");
        assertThat(service.getAttribute("osgi.serviceloader")).isEqualTo("io.moduli.api.Plugin");
        assertThat(service.getDirective("register")).isEqualTo(plugin.getClass().getName());
        assertThat(clause(manifest, "Require-Capability", "osgi.extender").getDirective("filter"))
                .contains("(osgi.extender=osgi.serviceloader.registrar)");
        assertThat(clause(manifest, "Require-Capability", "osgi.ee").getDirective("filter"))
                .isEqualTo("(&(osgi.ee=JavaSE)(version=25))");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void itExportsNothing(Plugin plugin) throws IOException {
        assertThat(manifest(plugin.getClass()).getValue("Export-Package")).isNull();
    }
}
