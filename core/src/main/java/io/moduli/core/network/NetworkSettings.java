package io.moduli.core.network;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.core.geometry.GeometrySettings;
import java.util.List;
import java.util.Optional;

/** A pipeline's settings of its network. */
@Description("A stack of recurrent layers between the task's input and outputs")
public record NetworkSettings(
        @Default("{ type = elman }") @Description("The recurrent cell of every layer") RecurrentCell cell,
        @Description("Hidden units in a layer") @Range(min = 1, max = 1 << 20) int hidden,
        @Default("1") @Description("Recurrent layers, each reading the one before") @Range(min = 1, max = 1000) int layers,
        @Default("true") @Description("Whether layers and read-out have biases") boolean bias,
        @Description("Numbers in a token's embedding; the hidden units if not given") @Range(min = 1, max = 1
                << 20) Optional<Integer> embedding,
        @Default("false") @Description("Whether the read-out uses the embedding's weights") boolean tied,
        @Default("0") @Description("Share of values that are dropped in training, after the embedding and after every layer") @Range(min = 0, max = 1, belowMax = true) double dropout,
        @Default("[]") @Description("Where the hidden units lie: one geometry for all layers, or a list with one for each layer; none if not given") List<GeometrySettings> geometry,
        @Description("What gives weights their first values; without it, and for all other weights, these are drawn uniformly") Optional<WeightInitializer> firstWeights,
        @Description("A stored network to begin with, instead of drawing first weights") Optional<StoredWeights> weights) {

    public NetworkSettings {
        geometry = List.copyOf(geometry);
        if (geometry.size() > 1 && geometry.size() != layers) {
            throw new SettingException(
                    "geometry", "has %d geometries for %d layers: write one for all of them, or one for each"
                            .formatted(geometry.size(), layers));
        }
        if (tied && embedding.isPresent() && embedding.get() != hidden) {
            throw new SettingException(
                    "tied", "tied weights need an embedding of the hidden size, but embedding = %d and hidden = %d"
                            .formatted(embedding.get(), hidden));
        }
    }

    /** A network without a geometry, with all first weights drawn uniformly. */
    public NetworkSettings(
            RecurrentCell cell, int hidden, int layers, boolean bias, Optional<Integer> embedding, boolean tied,
            double dropout) {
        this(cell, hidden, layers, bias, embedding, tied, dropout, List.of(), Optional.empty(), Optional.empty());
    }

    /** The same network with all first weights drawn. */
    public NetworkSettings withDrawnWeights() {
        return new NetworkSettings(
                cell, hidden, layers, bias, embedding, tied, dropout, geometry, firstWeights, Optional.empty());
    }
}
