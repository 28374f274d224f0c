package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Parameter;
import io.moduli.core.engine.Team;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntConsumer;

/**
 * Looks tokens up: column c of the output is row tokens[c] of the embedding, and the gradient goes back the same way. A
 * worker has some features, so that repeated tokens add up in the order of their columns.
 */
final class TokenEmbedding {

    private final Parameter embedding;
    private final Team team;
    private final Matrix output;
    private final Matrix outputGradient;
    private final boolean shared;
    private final int[] featureBounds;
    private final int[] rowBounds;
    private final IntConsumer gatherPart = this::gather;
    private final IntConsumer scatterPart = this::scatter;
    private int[] tokens = {};

    /**
     * @param embedding the weight, [vocabulary × features]
     * @param columns columns of a batch's sequences
     * @param shared whether another use has written its gradient before, to be added to
     */
    TokenEmbedding(Parameter embedding, Team team, int columns, boolean shared) {
        this.embedding = embedding;
        this.team = team;
        this.shared = shared;
        int features = embedding.values().columns();
        this.output = Matrix.allocateAligned(features, columns);
        this.outputGradient = Matrix.allocateAligned(features, columns);
        this.featureBounds = Team.split(features, team.size());
        this.rowBounds = Team.split(embedding.values().rows(), team.size());
    }

    Signal output() {
        return new Signal(output, outputGradient);
    }

    void forward(int[] batchTokens) {
        tokens = batchTokens;
        team.run(gatherPart);
    }

    void backward() {
        team.run(scatterPart);
    }

    private void gather(int worker) {
        Matrix values = embedding.values();
        MemorySegment from = values.memory();
        MemorySegment to = output.memory();
        for (int feature = featureBounds[worker]; feature < featureBounds[worker + 1]; feature++) {
            long target = output.byteOffset(feature, 0);
            for (int column = 0; column < tokens.length; column++) {
                float value = from.get(ValueLayout.JAVA_FLOAT, values.byteOffset(tokens[column], feature));
                to.set(ValueLayout.JAVA_FLOAT, target + (long) column * Float.BYTES, value);
            }
        }
    }

    private void scatter(int worker) {
        Matrix gradient = embedding.gradient();
        MemorySegment to = gradient.memory();
        if (!shared) {
            long begin = gradient.byteOffset(rowBounds[worker], 0);
            to.asSlice(begin, gradient.byteOffset(rowBounds[worker + 1], 0) - begin).fill((byte) 0);
            team.barrier();
        }
        MemorySegment from = outputGradient.memory();
        for (int feature = featureBounds[worker]; feature < featureBounds[worker + 1]; feature++) {
            long source = outputGradient.byteOffset(feature, 0);
            for (int column = 0; column < tokens.length; column++) {
                long place = gradient.byteOffset(tokens[column], feature);
                float sum = to.get(ValueLayout.JAVA_FLOAT, place)
                        + from.get(ValueLayout.JAVA_FLOAT, source + (long) column * Float.BYTES);
                to.set(ValueLayout.JAVA_FLOAT, place, sum);
            }
        }
    }
}
