package io.moduli.core.loading;

import io.moduli.api.geometry.GeometryReader;
import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.geometry.GeometrySettings;
import io.moduli.core.pipeline.PipelineSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks whether a pipeline's geometries and the components that read them fit together. */
final class GeometryCheck {

    private static final String HOW = "write where units lie, such as network { geometry { space { type = torus } } }";

    private final PipelineSettings settings;
    private final EffectiveConfiguration effective;

    GeometryCheck(PipelineSettings settings, EffectiveConfiguration effective) {
        this.settings = settings;
        this.effective = effective;
    }

    /** Problems that make training impossible or pointless. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        List<GeometrySettings> geometries = settings.network().geometry();
        List<Regularizer> regularizers = settings.regularizers();
        if (geometries.isEmpty()) {
            readers().forEach((key, reader) -> {
                if (reader.geometryUse() == GeometryUse.REQUIRED) {
                    problems.add(effective.problem(key, "needs a geometry, but the network has none; " + HOW));
                }
            });
        }
        boolean moved = regularizers.stream().anyMatch(Regularizer::movesPoints);
        if (!moved && geometries.stream().anyMatch(geometry -> geometry.learn().isPresent())) {
            problems.add(effective.problem(
                    "network.geometry",
                    "points are to be learned, but no regularizer moves them; add one, such as moduli, or leave learn out"));
        }
        for (int layer = 0; layer < geometries.size(); layer++) {
            String key = "network.geometry" + (geometries.size() == 1 ? "" : "." + layer);
            problems.addAll(new PointsCheck(effective, geometries.get(layer), key, settings.network().hidden())
                    .problems(regularizers));
        }
        return problems;
    }

    /** What is allowed, but probably not intended. */
    List<Problem> warnings() {
        boolean read = readers().values().stream().anyMatch(reader -> reader.geometryUse() != GeometryUse.NONE);
        return settings.network().geometry().isEmpty() || read
                ? List.of()
                : List.of(effective.problem(
                        "network.geometry",
                        "nothing uses the geometry, except that units are numbered along it and the report draws it"));
    }

    /** All components that may read a geometry, by their keys. */
    private Map<String, GeometryReader> readers() {
        Map<String, GeometryReader> readers = new LinkedHashMap<>();
        for (int index = 0; index < settings.regularizers().size(); index++) {
            readers.put("regularizers." + index, settings.regularizers().get(index));
        }
        settings.network().firstWeights()
                .ifPresent(initializer -> readers.put("network.first-weights", initializer));
        settings.pruner().ifPresent(pruner -> readers.put("pruner", pruner));
        return readers;
    }
}
