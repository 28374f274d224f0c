package io.moduli.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.experiment.engine.TrialEngines;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.core.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and checks experiments on the small pipeline of the tests, {@code small.conf} in a folder of the test's own.
 *
 * @param folder where the files lie
 */
record Experiments(Path folder) {

    static final String SMALL = Runs.BASE.replace("engine { threads = 2 }\n", "")
            + "pruner.schedule.epochs = 2\nstages = [" + Runs.TRAIN
            + ", { type = evaluate }]\n";

    /** What an experiment on it says beside its axes. */
    static final String HEAD = "name = tried, pipeline = small.conf, metrics = [evaluate.loss]\n";

    private PluginRegistry registry() {
        return PluginRegistry.of(new Runs(folder).plugins());
    }

    ExperimentLoading load(String text) throws IOException {
        return load(text, SMALL);
    }

    private ExperimentLoading load(String text, String pipeline) throws IOException {
        Files.writeString(folder.resolve("small.conf"), pipeline);
        Files.writeString(folder.resolve("tried.conf"), text);
        return new ExperimentLoader(
                registry(), folder, PipelineCatalogue.NONE, TrialEngines.discover(Experiments.class.getClassLoader()))
                .load(ConfigurationSource.file(folder.resolve("tried.conf")));
    }

    Experiment accepted(String text) throws IOException {
        return accepted(text, SMALL);
    }

    private Experiment accepted(String text, String pipeline) throws IOException {
        ExperimentLoading loading = load(text, pipeline);
        assertThat(loading).isInstanceOf(ExperimentLoading.Accepted.class);
        return ((ExperimentLoading.Accepted) loading).experiment();
    }

    TrialCheck.Checked checked(String text) throws IOException {
        return checked(text, SMALL);
    }

    /** Checks the trials of an experiment on another pipeline in the place of the small one. */
    TrialCheck.Checked checked(String text, String pipeline) throws IOException {
        Experiment experiment = accepted(text, pipeline);
        return new TrialCheck(experiment, new PipelineLoader(registry(), folder)).check(Design.of(experiment));
    }

    /** The labels of all trials, each with commas between. */
    List<String> trials(String text) throws IOException {
        return Design.of(accepted(text)).stream().map(trial -> String.join(",", trial.labels())).toList();
    }

    /** Everything that is wrong with a file and its trials. */
    List<String> problems(String text) throws IOException {
        ExperimentLoading loading = load(text);
        List<Problem> problems = switch (loading) {
            case ExperimentLoading.Rejected rejected -> rejected.problems();
            case ExperimentLoading.Accepted _ -> checked(text).problems();
        };
        return problems.stream().map(Problem::render).toList();
    }
}
