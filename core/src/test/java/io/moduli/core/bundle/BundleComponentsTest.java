package io.moduli.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentContext;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.PluginProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles whose plugin is there but whose components are not all right, and what a pipeline is told that asks for them. */
class BundleComponentsTest {

    /** A factory that checks nothing of what it is told. */
    private static final String CARELESS = """
            public static final class Careless implements ComponentFactory {
                final String name;
                final Class settings;
                Careless(String name, Class settings) { this.name = name; this.settings = settings; }
                public String name() { return name; }
                public Class settings() { return settings; }
                public Object create(Record settings, ComponentContext context) { return null; }
            }
            """;

    public record Cost(Inhibitor inhibitor) {
    }

    @TempDir
    Path plugins;

    @BeforeEach
    void installAHealthyBundle() throws IOException {
        BundleForge.bundle("healthy").into(plugins);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null                                                 | its list of inhibitor factories is null
            java.util.Arrays.asList((ComponentFactory) null)     | its list of inhibitor factories holds null at index 0
            endless()                                            | its list of inhibitor factories failed: StackOverflowError
            (java.util.List) java.util.List.of(new Careless(null, S.class)) | the name of broken.P$Careless, a factory of inhibitors, is null
            (java.util.List) java.util.List.of(new Careless("Flat One", S.class)) | the name of broken.P$Careless, a factory of inhibitors, is "Flat One", but must be lower-case letters, digits and hyphens that begin with a letter
            (java.util.List) java.util.List.of(new Careless("flat", String.class)) | settings() of the inhibitor flat is java.lang.String, which is not a record
            (java.util.List) java.util.List.of(new Careless("flat", null))  | settings() of the inhibitor flat is null
            java.util.List.of(ComponentFactory.of("flat", Needy.class, (Needy s) -> new S())) | settings() of the inhibitor flat failed: NoClassDefFoundError: library.Metric
            """)
    void anActiveBundleTellsWhichOfItsComponentsCannotBeUsed(String inhibitors, String message) throws IOException {
        Path jar = BundleForge.bundle("broken").members(CARELESS)
                .members(
                        "static java.util.List<ComponentFactory<?, ? extends Inhibitor>> endless() { return endless(); }")
                .source("library.Metric", "package library; public class Metric {}").drop("library/Metric.class")
                .members("public record Needy(library.Metric metric) {}")
                .inhibitors(inhibitors).into(plugins);

        try (Bundles bundles = load()) {
            Bundle broken = bundles.bundles().getFirst();
            assertThat(broken.state()).isEqualTo(BundleState.ACTIVE);
            assertThat(broken.problems()).isEqualTo(bundles.registry().problems()).singleElement()
                    .extracting(PluginProblem::render)
                    .isEqualTo("plugin broken (" + jar + "): " + message);
            assertThat(Forged.inhibitor(bundles.registry(), "healthy").value(3)).isEqualTo(9);
        }
    }

    @Test
    void aNameThatTwoBundlesOfferIsNobodysAndBothJarsAreNamed() throws IOException {
        Path first = BundleForge.bundle("first").inhibitors(offering("flat", "s", "first")).into(plugins);
        Path second = BundleForge.bundle("second").inhibitors(offering("flat", "s", "second")).into(plugins);

        try (Bundles bundles = load()) {
            assertThat(bundles.registry().problems()).extracting(PluginProblem::render).containsExactly(
                    "plugin second (" + second + "): the inhibitor flat is already offered by plugin first (" + first
                            + "); no pipeline can use the name until one of the two is removed or renamed");
            assertThat(bundles.registry().names(ExtensionPoint.INHIBITOR)).containsExactly("first", "healthy",
                    "second");
            assertThat(problem(bundles, "flat")).isEqualTo("the inhibitor \"flat\" is offered by plugin first (" + first
                    + ") and by plugin second (" + second + "); remove or rename all but one");
            assertThat(problem(bundles, "healthy")).isEmpty();
        }
    }

    /** Two components, one of the bundle's own name. */
    private static String offering(String name, String made, String own) {
        return "java.util.List.of(ComponentFactory.of(\"%s\", S.class, (S s) -> %s), ".formatted(name, made)
                + "ComponentFactory.of(\"%s\", S.class, (S s) -> s))".formatted(own);
    }

    @Test
    void whatAFailedBundleOffersIsNotUnknownButMissingBecauseOfItsFailure() throws IOException {
        Path jar = BundleForge.bundle("ripples").inhibitors(offering("rings", "s", "ripples"))
                .header("Import-Package", "io.moduli.api;version=\"[3.0,4)\"").into(plugins);

        try (Bundles bundles = load()) {
            assertThat(problem(bundles, "rings"))
                    .isEqualTo("the inhibitor \"rings\" is missing because of plugin ripples ("
                            + jar
                            + "): it needs io.moduli.api in version [3.0.0,4.0.0), but this Moduli has version "
                            + BundleForge.API_VERSION);
            assertThat(problem(bundles, "healty")).isEqualTo(
                    "unknown inhibitor \"healty\" (did you mean \"healthy\"?); expected an inhibitor, one of healthy");
        }
    }

    @Test
    void aBundleForANewerJavaIsStillKnownToOfferTheName() throws IOException {
        BundleForge forge = BundleForge.bundle("ripples");
        byte[] classFile = forge.files().get("ripples/P.class");
        classFile[7] = 70;
        Path jar = forge.entry("ripples/P.class", classFile).into(plugins);

        try (Bundles bundles = load()) {
            assertThat(problem(bundles, "ripples")).isEqualTo("the inhibitor \"ripples\" is missing because of plugin "
                    + "ripples (" + jar
                    + "): its class ripples.P was compiled for Java 26, and this is Java 25; compile it for 25");
        }
    }

    @Test
    void aBundleThatCannotBeReadMayHaveOfferedAnyName() throws IOException {
        Path jar = Files.createDirectories(plugins.resolve("damaged")).resolve("damaged.jar");
        Files.write(jar, new byte[] {1, 2, 3});

        try (Bundles bundles = load()) {
            assertThat(problem(bundles, "rings")).isEqualTo("no plugin that works offers the inhibitor \"rings\", but "
                    + "there is plugin damaged (" + jar + "): this jar cannot be read, it may be damaged or cut short: "
                    + "zip END header not found; expected an inhibitor, one of healthy");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null                              | its factory returned null
            new S(library.Metric.N)           | NoClassDefFoundError: library.Metric
            new S(endless())                  | StackOverflowError
            new S(new long[Integer.MAX_VALUE].length) | OutOfMemoryError: Requested array size exceeds VM limit
            (Inhibitor) (Object) "text"       | ClassCastException: class java.lang.String cannot be cast to class io.moduli.api.geometry.Inhibitor
            """)
    void aComponentThatCannotBeMadeIsToldWithItsJar(String made, String message) throws IOException {
        Path jar = BundleForge.bundle("broken")
                .source("broken.P", """
                        package broken;
                        import io.moduli.api.*;
                        import io.moduli.api.geometry.*;
                        public final class P implements Plugin {
                            public record S(@io.moduli.api.settings.Default("1") int n) implements Inhibitor {
                                public double value(double distance) { return n; }
                                public double derivative(double distance) { return 0; }
                            }
                            public String id() { return "broken"; }
                            static int endless() { return endless() + 1; }
                            public java.util.List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
                                return java.util.List.of(ComponentFactory.of("broken", S.class, (S s) -> %s));
                            }
                        }
                        """.formatted(made))
                .source("library.Metric", "package library; public class Metric { public static int N = 3; }")
                .drop("library/Metric.class").into(plugins);

        try (Bundles bundles = load()) {
            assertThat(bundles.registry().problems()).isEmpty();
            assertThat(problem(bundles, "broken"))
                    .startsWith("plugin broken (" + jar + ") failed to make the inhibitor broken: " + message);
        }
    }

    @Test
    void aLinkageErrorAtFirstUseIsTheBundlesFailure() throws IOException {
        Path jar = late("late", "library.Metric.of(distance)");

        try (Bundles bundles = load()) {
            Inhibitor late = Forged.inhibitor(bundles.registry(), "late");
            Throwable thrown = thrown(late);

            BundleFailedException failure = bundles.failure(new IllegalStateException(thrown)).orElseThrow();

            assertThat(failure).hasMessage("plugin late (" + jar
                    + "): failed while it was used: NoClassDefFoundError: library.Metric").hasCause(thrown);
            assertThat(failure.isUnlinkable()).isTrue();
        }
    }

    @Test
    void whatABundlesCodeThrowsIsItsFailureToo() throws IOException {
        Path jar = late("late", "Integer.parseInt(\"seven\")");

        try (Bundles bundles = load()) {
            BundleFailedException failure = bundles.failure(thrown(Forged.inhibitor(bundles.registry(), "late")))
                    .orElseThrow();

            assertThat(failure).hasMessage("plugin late (" + jar
                    + "): failed while it was used: NumberFormatException: For input string: \"seven\"");
            assertThat(failure.isUnlinkable()).isFalse();
        }
    }

    @Test
    void aMethodThatTheApiGainedIsMissedInTheBundleThatLacksIt() throws IOException {
        Path jar = BundleForge.bundle("old").into(plugins);

        try (Bundles bundles = load()) {
            // The machine's own words, thrown by code of the host.
            AbstractMethodError missed = new AbstractMethodError("Receiver class old.P$S does not define or inherit an "
                    + "implementation of the resolved method 'abstract double newer()' of interface "
                    + "io.moduli.api.geometry.Inhibitor.");

            assertThat(bundles.failure(missed)).hasValueSatisfying(
                    failure -> assertThat(failure).hasMessageStartingWith("plugin old (" + jar + "): "));
        }
    }

    @Test
    void whatTheHostThrowsAndMemoryThatEndsAreNoBundlesFailure() throws IOException {
        late("late", "new long[Integer.MAX_VALUE].length");

        try (Bundles bundles = load()) {
            assertThat(bundles.failure(thrown(Forged.inhibitor(bundles.registry(), "late")))).isEmpty();
            assertThat(bundles.failure(new IllegalStateException("the host's"))).isEmpty();
            assertThat(bundles.failure(new NoClassDefFoundError("org/example/Other"))).isEmpty();
        }
    }

    private Path late(String name, String value) throws IOException {
        return BundleForge.bundle(name)
                .source("library.Metric",
                        "package library; public class Metric { public static double of(double d) { return d; } }")
                .drop("library/Metric.class")
                .members("""
                        public record Late() implements Inhibitor {
                            public double value(double distance) { return %s; }
                            public double derivative(double distance) { return 0; }
                        }
                        """.formatted(value))
                .inhibitors("java.util.List.of(ComponentFactory.of(\"%s\", Late.class, (Late s) -> s))".formatted(name))
                .into(plugins);
    }

    private static Throwable thrown(Inhibitor inhibitor) {
        try {
            inhibitor.value(1);
        } catch (Throwable thrown) {
            return thrown;
        }
        throw new AssertionError("it did not fail");
    }

    /** What a pipeline is told that asks for an inhibitor; empty if it gets one. */
    private String problem(Bundles bundles, String inhibitor) {
        ConfigurationSource source = ConfigurationSource.text("p.conf", "inhibitor { type = " + inhibitor + " }");
        Binding<Cost> binding = new ConfigurationBinder(bundles.registry(), plugins)
                .bind(new ConfigurationLoader(plugins).load(source, List.of()), Cost.class,
                        _ -> ComponentContext.standalone(1));
        return switch (binding) {
            case Binding.Bound<Cost> _ -> "";
            case Binding.Rejected<Cost> rejected -> {
                assertThat(rejected.problems()).singleElement().extracting(Problem::key).asString()
                        .startsWith("inhibitor");
                yield rejected.problems().getFirst().message();
            }
        };
    }

    private Bundles load() {
        return Bundles.load(getClass().getClassLoader(), plugins);
    }
}
