package io.moduli.core.pipeline;

import io.moduli.api.RandomStreams;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.model.ModelReader;
import io.moduli.core.network.Network;
import io.moduli.core.network.StoredWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The values that a run begins with: drawn, or taken from a stored network as far as it has them. */
final class InitialWeights {

    private final WeightDraw draw;
    private final RandomStreams streams;
    private final Optional<StoredWeights> stored;

    /**
     * @param streams the parent of a stream for each parameter
     * @param stored the network to start from, if one is set
     */
    InitialWeights(WeightDraw draw, RandomStreams streams, Optional<StoredWeights> stored) {
        this.draw = draw;
        this.streams = streams;
        this.stored = stored;
    }

    /**
     * Writes the values into a new network, and puts stored masks on its weights.
     *
     * @throws UncheckedIOException if the stored network can no longer be read, or has changed
     */
    void begin(Network network) {
        write(network, true);
    }

    /** The same for a network that has been pruned since: masks stay as they are. */
    void rewind(Network network) {
        write(network, false);
    }

    private void write(Network network, boolean masks) {
        draw.drawFirst(network.parameters(), streams);
        if (stored.isPresent()) {
            try {
                ModelReader.read(stored.get(), network, masks);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (BadInputException changed) {
                throw new UncheckedIOException(new IOException(changed.getMessage(), changed));
            }
        }
    }
}
