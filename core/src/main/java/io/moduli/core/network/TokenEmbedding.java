package io.moduli.core.network;

import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.maps.WeightMap;
import java.util.function.IntConsumer;

/** Looks tokens up: column c of the output is row tokens[c] of the embedding, and the gradient goes back the same way. */
final class TokenEmbedding {

    private final WeightMap embedding;
    private final Team team;
    private final Signal output;
    private final boolean shared;
    private final IntConsumer gatherPart = this::gather;
    private final IntConsumer scatterPart = this::scatter;
    private int[] tokens = {};

    /**
     * @param embedding the weight, [vocabulary × features]
     * @param columns columns of a batch's sequences
     * @param shared whether another use has written its gradient before, to be added to
     */
    TokenEmbedding(WeightMap embedding, Team team, int columns, boolean shared) {
        this.embedding = embedding;
        this.team = team;
        this.shared = shared;
        this.output = Signal.allocate(embedding.parameter().columns(), columns);
    }

    Signal output() {
        return output;
    }

    void forward(int[] batchTokens) {
        tokens = batchTokens;
        team.run(gatherPart);
    }

    void backward() {
        team.run(scatterPart);
    }

    private void gather(int worker) {
        embedding.gather(worker, tokens, output.values());
    }

    private void scatter(int worker) {
        embedding.scatter(worker, tokens, output.gradient(), shared);
    }
}
