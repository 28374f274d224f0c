package io.moduli.plugins.moduli.regularizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.UnitPoints;
import io.moduli.plugins.moduli.inhibitor.DifferenceOfGaussians;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Gaussian;
import io.moduli.plugins.moduli.inhibitor.Identity;
import io.moduli.plugins.moduli.inhibitor.Ripple;
import io.moduli.plugins.moduli.space.CircleSettings;
import io.moduli.plugins.moduli.space.EuclideanSpace;
import io.moduli.plugins.moduli.space.KleinBottleSpace;
import io.moduli.plugins.moduli.space.SphereSpace;
import io.moduli.plugins.moduli.space.TorusSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cases of geometry.json, which PyTorch computed, from the folder that the property moduli.golden names. */
final class GoldenGeometry {

    private GoldenGeometry() {}

    static Stream<Space> spaces() {
        String folder = System.getProperty("moduli.golden", "src/test/resources/golden");
        try {
            JsonNode spaces = new ObjectMapper().readTree(Path.of(folder, "geometry.json").toFile()).get("spaces");
            return spaces.properties().stream().map(entry -> new Space(entry.getKey(), entry.getValue()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A space with points and weights. */
    record Space(String name, JsonNode node) {

        ModuliSpace space() {
            return switch (name) {
                case "torus-2" -> new TorusSpace(2, 10);
                case "torus-6" -> new TorusSpace(6, 10);
                case "klein-bottle" -> new KleinBottleSpace(10);
                case "circle" -> new CircleSettings(5).space();
                case "sphere-2" -> new SphereSpace(2, 5);
                case "sphere-3" -> new SphereSpace(3, 5);
                case "euclidean-3" -> new EuclideanSpace(3, 1);
                default -> throw new IllegalArgumentException("no space for the golden case " + name);
            };
        }

        UnitPoints points() {
            return new UnitPoints(space(), DistanceScale.AS_IS, table(node.get("positions")));
        }

        double[][] distances() {
            return table(node.get("distances"));
        }

        double[][] weights() {
            return table(node.get("weights"));
        }

        Stream<Penalty> penalties() {
            return node.get("regularizers").properties().stream()
                    .map(entry -> new Penalty(entry.getKey(), entry.getValue()));
        }

        JsonNode learned() {
            return node.get("learned");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A penalty on a space's weights: its name says inhibitor, inversion and power. */
    record Penalty(String name, JsonNode node) {

        Inhibitor inhibitor() {
            boolean inverted = name.contains("-inverted");
            return GoldenGeometry.inhibitor(name.replaceAll("(-inverted)?-L[12]$", ""), inverted);
        }

        int power() {
            return name.endsWith("-L1") ? 1 : 2;
        }

        double strength() {
            return node.get("strength").asDouble();
        }

        double value() {
            return node.get("value").asDouble();
        }

        double[][] gradient() {
            return table(node.get("grad_weights"));
        }
    }

    static Inhibitor inhibitor(String name, boolean inverted) {
        return switch (name) {
            case "difference-of-gaussians" -> new DifferenceOfGaussians(100, 5, 0.25, inverted);
            case "diffusion" -> new Diffusion(inverted);
            case "ripple" -> new Ripple(50, 2, inverted);
            case "gaussian" -> new Gaussian(100, 3, inverted);
            case "identity" -> new Identity(inverted);
            default -> throw new IllegalArgumentException("no inhibitor for the golden case " + name);
        };
    }

    static double[][] table(JsonNode tensor) {
        int rows = tensor.get("shape").get(0).asInt();
        int columns = tensor.get("shape").get(1).asInt();
        JsonNode data = tensor.get("data");
        return IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(0, columns)
                        .mapToDouble(column -> data.get(row * columns + column).asDouble())
                        .toArray())
                .toArray(double[][]::new);
    }
}
