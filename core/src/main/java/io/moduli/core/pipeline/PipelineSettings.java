package io.moduli.core.pipeline;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.Task;
import io.moduli.core.checkpoint.CheckpointSettings;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.training.LearningRateSchedule;
import io.moduli.core.training.OptimizerSettings;
import java.util.List;
import java.util.Optional;

/** All settings of a pipeline. */
@Description("A pipeline: one network, one task, and the stages that work on them")
public record PipelineSettings(
        @Default("pipeline") @Description("The pipeline's name, which its run directories are called after") String name,
        @Default("0") @Description("The seed of all randomness") long seed,
        @Description("What the network is trained on") Task task,
        @Description("The network") NetworkSettings network,
        @Default("{ type = adam }") @Description("The optimizer") OptimizerSettings optimizer,
        @Default("{ type = constant }") @Description("The learning-rate schedule over the epochs of a stage") LearningRateSchedule learningRateSchedule,
        @Description("Maximum norm of the gradient of all parameters; larger ones are scaled down to it") @Range(min = 0, aboveMin = true) Optional<Double> clipNorm,
        @Default("[]") @Description("Penalties that are added to the loss") List<Regularizer> regularizers,
        @Description("What chooses the weights that are removed") Optional<Pruner> pruner,
        @Description("The stages, in the order in which they are done") List<StageSettings> stages,
        @Default("{}") @Description("Threads and storage") EngineSettings engine,
        @Default("{}") @Description("The checkpoints of a run, from which it can be resumed") CheckpointSettings checkpoint,
        @Default("{}") @Description("The report of a run") ReportSettings report) {

    public PipelineSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new SettingException(
                    "name", "\"%s\" cannot name a folder: use letters, digits, points, hyphens and underscores"
                            .formatted(name));
        }
        if (stages.isEmpty()) {
            throw new SettingException("stages",
                    "there is nothing to do; add a stage such as { type = train, epochs = 10 }");
        }
        if (pruner.isEmpty()) {
            for (int index = 0; index < stages.size(); index++) {
                switch (stages.get(index)) {
                    case StageSettings.Prune _ ->
                        throw new SettingException("stages." + index,
                                "a prune stage needs a pruner, but the pipeline has none");
                    case StageSettings.Train train when train.schedule().isPresent() ->
                        throw new SettingException(
                                "stages." + index + ".schedule",
                                "a schedule needs a pruner, but the pipeline has none");
                    default -> {}
                }
            }
        }
    }

    /** The same pipeline for a network whose values come from elsewhere: without stored weights. */
    public PipelineSettings withDrawnWeights() {
        return new PipelineSettings(
                name, seed, task, network.withDrawnWeights(), optimizer, learningRateSchedule, clipNorm, regularizers,
                pruner, stages, engine, checkpoint, report);
    }
}
