package io.moduli.core.run;

import io.moduli.core.files.Checksum;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which data a run was trained on: how many batches each split has, and the SHA-256 of the first training batches, or
 * of a sample of them where they are many. Batches are functions of seed, split and index, so the same data have the
 * same fingerprint; only batches that the run has been trained on are used.
 */
final class DataFingerprint {

    /** About this many numbers are hashed, evenly spread. */
    private static final long NUMBERS = 1 << 20;

    private final TaskShape shape;
    private final Batch batch;
    private final MessageDigest digest = Checksum.sha256();

    private DataFingerprint(TaskShape shape) {
        this.shape = shape;
        this.batch = Batch.allocate(shape);
    }

    /**
     * The fingerprint of a task.
     *
     * @param trained how many of the first training batches are used
     * @return texts by names such as {@code validation-batches}
     */
    static Map<String, String> of(OpenTask task, long trained) {
        Map<String, String> fingerprint = new TreeMap<>();
        for (Split split : Split.values()) {
            fingerprint.put(split.name().toLowerCase(Locale.ROOT) + "-batches", String.valueOf(task.batches(split)));
        }
        fingerprint.put("training-data-sha256", new DataFingerprint(task.shape()).sum(task, trained));
        return fingerprint;
    }

    private String sum(OpenTask task, long trained) {
        long looked = Math.min(trained, Math.max(1, NUMBERS / numbers()));
        for (long number = 0; number < looked; number++) {
            task.fill(Split.TRAIN, (long) ((double) number * trained / looked), batch);
            add();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private long numbers() {
        long outputs = (long) shape.outputColumns()
                * (shape.loss() == Loss.Standard.CLASS_CROSS_ENTROPY ? 1 : shape.outputs());
        return outputs + (long) shape.sequenceColumns()
                * switch (shape.input()) {
                    case Input.Dense(int features) -> features;
                    case Input.Tokens _ -> 1;
                };
    }

    private void add() {
        switch (shape.input()) {
            case Input.Dense _ -> add(batch.input());
            case Input.Tokens _ -> add(batch.tokens());
        }
        if (shape.initialState() instanceof InitialState.Projected) {
            add(batch.initialState());
        }
        if (shape.loss() == Loss.Standard.CLASS_CROSS_ENTROPY) {
            add(batch.classes());
        } else {
            add(batch.target());
        }
    }

    private void add(Matrix matrix) {
        float[] values = matrix.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    private void add(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        digest.update(bytes);
    }
}
