package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Begins a plugin of each kind, then compiles it, runs its tests and its pipeline, all but with Maven. */
class NewPluginCommandTest {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeADistribution() throws IOException {
        home = folder.resolve("moduli");
        ScaffoldedPlugin.makeADistribution(home);
    }

    @ParameterizedTest
    @CsvSource({"moduli-space, Space", "inhibitor, Inhibitor", "regularizer, Regularizer", "recurrent-cell, Cell",
        "weight-initializer, Initializer", "pruner, Pruner", "sparsity-schedule, Schedule", "task, Task"})
    void whatItWritesCompilesKeepsItsContractAndRuns(String kind, String suffix) throws Exception {
        Moduli made = call(home, getClass().getClassLoader(), "plugin", "new", "my-own", "--kind", kind);

        compilesKeepsItsContractAndRuns(made, "worked", kind, suffix);
    }

    @ParameterizedTest
    @CsvSource({"moduli-space, Space", "inhibitor, Inhibitor", "regularizer, Regularizer", "recurrent-cell, Cell",
        "weight-initializer, Initializer", "pruner, Pruner", "sparsity-schedule, Schedule", "task, Task"})
    void aBlankOneCompilesKeepsItsContractAndRunsToo(String kind, String suffix) throws Exception {
        Moduli made = call(home, getClass().getClassLoader(), "plugin", "new", "my-own", "--kind", kind, "--blank");

        compilesKeepsItsContractAndRuns(made, "blank", kind, suffix);
    }

    private void compilesKeepsItsContractAndRuns(Moduli made, String beginning, String kind, String suffix)
            throws Exception {
        assertThat(made).isEqualTo(new Moduli(0, """
                Wrote my-own with a %s %s. Build it, test it and run it:

                  mvn -f my-own verify
                  moduli run my-own/my-own.conf --plugins my-own/target/bundles
                """.formatted(beginning, kind).replace("\n", System.lineSeparator()), ""));
        Path project = folder.resolve("my-own");
        try (URLClassLoader loader = new ScaffoldedPlugin(project).compile(folder.resolve("classes"))) {
            SummaryGeneratingListener tests = test(loader.loadClass("example.myown.MyOwn" + suffix + "Test"));
            assertThat(tests.getSummary().getFailures()).isEmpty();
            assertThat(tests.getSummary().getTestsSucceededCount()).isBetween(1L, 9L);

            assertThat(call(home, loader, "validate", "my-own/my-own.conf").out())
                    .startsWith("my-own/my-own.conf: no problems; ");
            Moduli run = call(home, loader, "run", "my-own/my-own.conf", "--out", "run",
                    "-o", "stages.0.steps-per-epoch=4", "-o", "stages.1.batches=1");
            assertThat(run.err()).doesNotContainPattern("warning: (?!stage)");
            assertThat(run.status()).isZero();
            assertThat(folder.resolve("run/summary.json")).content().contains("\"outcome\" : \"done\"");
        }
    }

    @Test
    void theProjectGoesToTheFolderAndThePackageThatAreAskedFor() throws Exception {
        Moduli made = call(home, getClass().getClassLoader(), "plugin", "new", "mine", "--kind", "task", "--package",
                "org.lab.mine", "--out", "deep/er");

        assertThat(made.out()).startsWith("Wrote deep/er with a worked task.");
        assertThat(folder.resolve("deep/er/src/main/java/org/lab/mine/MineTask.java")).content()
                .contains("package org.lab.mine;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mine --kind moduli-spaec | moduli: --kind moduli-spaec: there is no such kind (did you mean \"moduli-space\"?); there are moduli-space, inhibitor, regularizer, recurrent-cell, weight-initializer, pruner, sparsity-schedule, task",
        "torus --kind moduli-space | moduli: a plugin or moduli-space is called \"torus\" already; choose another name (\"moduli plugins\" lists those that are taken)",
        "core --kind task | moduli: a plugin or task is called \"core\" already; choose another name (\"moduli plugins\" lists those that are taken)",
        "Mine --kind task | moduli: \"Mine\" cannot name a plugin; use lower-case words joined by hyphens, such as mine",
        "mine --kind task --plugins nowhere | moduli: --plugins nowhere: there is no such folder; it must hold a folder for each bundle"})
    void badInputIsSaidInALineAndNothingIsWritten(String arguments, String message) {
        List<String> words = new ArrayList<>(List.of("plugin", "new"));
        words.addAll(List.of(arguments.split(" ")));

        Moduli refused = call(home, getClass().getClassLoader(), words.toArray(String[]::new));

        assertThat(refused).isEqualTo(new Moduli(2, "", message + System.lineSeparator()));
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(home));
    }

    @Test
    void withoutAKindItSaysWhatIsMissing() {
        Moduli refused = call(home, getClass().getClassLoader(), "plugin", "new", "mine");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).startsWith("moduli: Missing required option: '--kind=KIND'");
    }

    @Test
    void aDistributionThatIsNotWholeIsRefused() throws Exception {
        Path contracts = home.resolve("repository/io/moduli/moduli-api/1.2.3/moduli-api-1.2.3-tests.jar");
        Files.delete(contracts);

        Moduli refused = call(home, getClass().getClassLoader(), "plugin", "new", "mine", "--kind", "task");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("moduli: " + contracts + " is not there; this distribution is not whole"
                        + System.lineSeparator());
        assertThat(folder.resolve("mine")).doesNotExist();
    }

    @Test
    void aDistributionWithoutTheApiForBuildsIsRefused() {
        Moduli refused = call(folder.resolve("other"), getClass().getClassLoader(), "plugin", "new", "mine", "--kind",
                "task");

        assertThat(refused).isEqualTo(new Moduli(2, "",
                "moduli: " + folder.resolve("other/repository/io/moduli/moduli-api")
                        + " cannot be read; this distribution is not made for writing plugins"
                        + System.lineSeparator()));
        assertThat(Moduli.call(folder, "plugin", "new", "mine", "--kind", "task").err()).isEqualTo(
                "moduli: new plugins build against a distribution, but moduli was not started from one; use the bin/moduli"
                        + " of a distribution" + System.lineSeparator());
    }

    private static SummaryGeneratingListener test(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests))
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener;
    }

    private Moduli call(Path distribution, ClassLoader classPath, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = ModuliCommand.execute(new Console(new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), OptionalInt.empty(), folder, classPath,
                Optional.of(distribution)), arguments);
        return new Moduli(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
