package io.moduli.core.run;

import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.core.checkpoint.RunPosition;
import io.moduli.core.checkpoint.StoredCheckpoint;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.SettingValues;
import io.moduli.core.files.Checksum;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a checkpoint records about its run: its pipeline, except for what a resumed run may change, and its data.
 *
 * @param effective the pipeline in full
 * @param task the data
 */
record RunIdentity(EffectiveConfiguration effective, OpenTask task) {

    private static final String PIPELINE = "pipeline-sha256";
    private static final String LOOKED_AT = "training-batches-looked-at";
    private static final String CHANGEABLE = "(checkpoint|report|engine|stages)\\..*";

    /** The identity of a run at a given position. */
    Map<String, String> after(RunPosition position) {
        long trained = Math.min(position.steps(), task.batches(Split.TRAIN));
        Map<String, String> identity = new TreeMap<>(DataFingerprint.of(task, trained));
        identity.put(PIPELINE, pipeline(effective));
        identity.put(LOOKED_AT, String.valueOf(trained));
        return identity;
    }

    private static String pipeline(EffectiveConfiguration effective) {
        return Checksum.ofText(SettingValues.of(effective).entrySet().stream()
                .filter(setting -> !setting.getKey().matches(CHANGEABLE))
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining()));
    }

    /** Why a checkpoint does not belong to a run of a pipeline; empty if it does. */
    static Optional<String> differs(StoredCheckpoint checkpoint, EffectiveConfiguration effective) {
        return checkpoint.run(PIPELINE).equals(pipeline(effective))
                ? Optional.empty()
                : Optional.of("%s is of another pipeline than %s".formatted(
                        checkpoint.folder(), RunDirectory.PIPELINE));
    }

    /** Why the data differ from those that a run was trained on; empty if they do not. */
    static Optional<String> differs(StoredCheckpoint checkpoint, OpenTask task) {
        long lookedAt = Long.parseLong(checkpoint.run(LOOKED_AT));
        return DataFingerprint.of(task, lookedAt).entrySet().stream()
                .filter(one -> !checkpoint.run(one.getKey()).equals(one.getValue()))
                .findFirst()
                .map(one -> "the data are not those that the run was trained on: %s was %s, and is %s".formatted(
                        one.getKey(), checkpoint.run(one.getKey()), one.getValue()));
    }
}
