package io.moduli.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.core.pruning.MaskChange;
import io.moduli.core.pruning.MaskUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The line of the metrics file for an update of masks. */
final class MaskUpdateLine {

    static final String EVENT = "masks";

    private MaskUpdateLine() {}

    static Map<String, ?> of(MaskUpdate update) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", EVENT);
        line.put("step", update.step());
        line.put("epochs", update.epochs());
        Map<String, Object> weights = new LinkedHashMap<>();
        update.changes().forEach(change -> weights.put(change.weight(), weight(change)));
        line.put("weights", weights);
        return line;
    }

    private static Map<String, Object> weight(MaskChange change) {
        Map<String, Object> weight = new LinkedHashMap<>();
        weight.put("kept", change.kept());
        weight.put("dropped", change.dropped());
        weight.put("grown", change.grown());
        if (change.grownBefore() > 0) {
            weight.put("grown_before", change.grownBefore());
            weight.put("grown_before_kept", change.grownBeforeKept());
        }
        change.droppedDistance().ifPresent(distance -> weight.put("dropped_distance", distance));
        change.grownDistance().ifPresent(distance -> weight.put("grown_distance", distance));
        return weight;
    }

    static MaskUpdate read(JsonNode line) {
        List<MaskChange> changes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : line.path("weights").properties()) {
            JsonNode weight = entry.getValue();
            changes.add(new MaskChange(
                    entry.getKey(), weight.path("kept").asLong(), weight.path("dropped").asLong(),
                    weight.path("grown").asLong(), weight.path("grown_before").asLong(),
                    weight.path("grown_before_kept").asLong(), distance(weight, "dropped_distance"),
                    distance(weight, "grown_distance")));
        }
        return new MaskUpdate(line.path("step").asLong(), line.path("epochs").asDouble(), changes);
    }

    private static OptionalDouble distance(JsonNode weight, String key) {
        return weight.has(key) ? OptionalDouble.of(weight.path(key).asDouble()) : OptionalDouble.empty();
    }
}
