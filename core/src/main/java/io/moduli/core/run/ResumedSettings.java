package io.moduli.core.run;

import io.moduli.api.pruning.Regrowth;
import io.moduli.core.checkpoint.RunPosition;
import io.moduli.core.config.text.SettingValues;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.training.LearningRateSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings that a resumed run may change: those that cannot alter its past. These are the settings of checkpoints,
 * of the report and of the engine, every stage that has not begun, and the length of the stage that has.
 *
 * @param own the run's own pipeline
 * @param changed the same with the overrides
 * @param position the position of the run
 */
record ResumedSettings(LoadedPipeline own, LoadedPipeline changed, RunPosition position) {

    private static final Pattern FREE = Pattern.compile("(checkpoint|report|engine)\\..*");
    private static final Pattern STAGE = Pattern.compile("stages\\.([0-9]+)\\.(.*)");
    private static final String EPOCHS = "epochs";

    /** The settings that can no longer be changed, a sentence for each; empty if there are none. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (String key : changedKeys()) {
            refusal(key).ifPresent(why -> refusals.add(key + ": " + why));
        }
        return refusals;
    }

    /** What will differ from a run that had the changed settings from the start. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Set<String> keys = changedKeys();
        keys.stream().filter(key -> key.startsWith("engine.")).forEach(key -> warnings.add(
                "%s: from here on numbers may be rounded differently".formatted(key)));
        boolean regrows = changed.settings().pruner()
                .filter(pruner -> pruner.regrowth() != Regrowth.NONE).isPresent();
        int before = trainingEpochs(own.settings());
        int after = trainingEpochs(changed.settings());
        if (regrows && before != after && position.stagesBegun() > 0) {
            warnings.add("the pruner has been planning for %d epochs, and plans for %d from here on".formatted(
                    before, after));
        }
        return warnings;
    }

    /** Whether there is anything left to do. */
    boolean changesStages() {
        return changedKeys().stream().anyMatch(key -> key.startsWith("stages."));
    }

    private static int trainingEpochs(PipelineSettings settings) {
        return settings.stages().stream()
                .mapToInt(stage -> stage instanceof StageSettings.Train train ? train.epochs() : 0).sum();
    }

    private Set<String> changedKeys() {
        SortedMap<String, String> before = SettingValues.of(own.effective());
        SortedMap<String, String> after = SettingValues.of(changed.effective());
        Set<String> keys = new TreeSet<>();
        for (Map<String, String> one : List.of(before, after)) {
            one.keySet().stream()
                    .filter(key -> !String.valueOf(before.get(key)).equals(String.valueOf(after.get(key))))
                    .forEach(keys::add);
        }
        return keys;
    }

    private Optional<String> refusal(String key) {
        if (FREE.matcher(key).matches()) {
            return Optional.empty();
        }
        Matcher stage = STAGE.matcher(key);
        if (!stage.matches()) {
            return position.stagesBegun() == 0
                    ? Optional.of("the run's weights and data were made with it; begin a run of its own")
                    : Optional.of("it was in force in what the run has done; begin a run of its own");
        }
        int number = Integer.parseInt(stage.group(1)) + 1;
        if (number > position.stagesBegun()) {
            return Optional.empty();
        }
        if (number < position.stage()) {
            return Optional.of("stage %d is done".formatted(number));
        }
        return stage.group(2).equals(EPOCHS)
                ? refusalOfEpochs()
                : Optional.of("stage %d has begun; of it only %s may be changed".formatted(number, EPOCHS));
    }

    private Optional<String> refusalOfEpochs() {
        int index = position.stage() - 1;
        int wanted = epochs(changed.settings().stages().get(index));
        if (wanted <= position.epochs()) {
            return Optional.of("%d, but %d are done already, so it must be at least %d".formatted(
                    wanted, position.epochs(), position.epochs() + 1));
        }
        if (schedule(changed.settings(), index) instanceof LearningRateSchedule.Cosine) {
            return Optional.of("the learning rate falls along a cosine over the stage's epochs, so those that are "
                    + "done would have had other rates");
        }
        return Optional.empty();
    }

    private static int epochs(StageSettings stage) {
        return stage instanceof StageSettings.Training training ? training.epochs() : 0;
    }

    private static LearningRateSchedule schedule(PipelineSettings settings, int index) {
        return settings.stages().get(index) instanceof StageSettings.Training training
                ? training.learningRateSchedule().orElse(settings.learningRateSchedule())
                : settings.learningRateSchedule();
    }
}
