package io.moduli.core.experiment;

import io.moduli.core.config.text.SettingOverride;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.StageSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Settings that have no effect because a pipeline's stages override them. */
final class ShadowedSettings {

    private ShadowedSettings() {}

    /** Why a value of an axis has no effect at all; empty if it has one. */
    static Optional<String> reason(AxisEntry entry, LoadedPipeline pipeline) {
        Optional<String> reason = Optional.empty();
        for (SettingOverride setting : entry.settings()) {
            reason = reason(setting.key(), pipeline.settings().stages());
            if (reason.isEmpty()) {
                return reason;
            }
        }
        return reason;
    }

    private static Optional<String> reason(String key, List<StageSettings> stages) {
        if (key.startsWith("pruner.schedule") && allTrain(stages, ShadowedSettings::hasSchedule)) {
            return Optional.of("each stage that trains has a schedule of its own");
        }
        if (key.equals("optimizer.learning-rate") && allTrain(stages, stage -> stage.learningRate().isPresent())) {
            return Optional.of("each stage that trains has a learning-rate of its own");
        }
        if (key.startsWith("learning-rate-schedule")
                && allTrain(stages, stage -> stage.learningRateSchedule().isPresent())) {
            return Optional.of("each stage that trains has a learning-rate-schedule of its own");
        }
        return Optional.empty();
    }

    private static boolean allTrain(List<StageSettings> stages, Predicate<StageSettings.Training> has) {
        List<StageSettings.Training> training = stages.stream().filter(StageSettings.Training.class::isInstance)
                .map(StageSettings.Training.class::cast).toList();
        return !training.isEmpty() && training.stream().allMatch(has);
    }

    /** A lottery ticket prunes nothing further. */
    private static boolean hasSchedule(StageSettings.Training stage) {
        return switch (stage) {
            case StageSettings.Train train -> train.schedule().isPresent();
            case StageSettings.LotteryTicket _ -> true;
        };
    }
}
