package io.moduli.core.config.binding;

import io.moduli.api.ComponentContext;
import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Name;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A pipeline in miniature and the plugins that it needs, with a setting of every kind. */
public final class Sample {

    private Sample() {
    }

    public enum Scope {
        GLOBAL,
        LAYER,
        READ_OUT_ONLY
    }

    public sealed interface Stage {

        @Description("Trains for some epochs")
        record Train(
                @Description("How often the data is seen") @Range(min = 1) int epochs,
                @Default("1e-3") @Range(min = 0, max = 1, aboveMin = true) double learningRate) implements Stage {
        }

        record Evaluate(@Default("10") int batches) implements Stage {
        }

        @Name("ticket")
        record LotteryTicket() implements Stage {
        }
    }

    public record Layer(@Range(min = 1) int hidden, @Default("true") boolean bias) {
    }

    @Description("A penalty by distance")
    public record Penalty(
            Set<WeightRole> on,
            @Default("0.5") @Range(min = 0, max = 1) double strength,
            ModuliSpace space,
            @Default("flat") Inhibitor inhibitor) {
    }

    public record Pipeline(
            String name,
            @Default("7") long seed,
            Layer layer,
            @Default("layer") Scope scope,
            @Default("[]") List<Penalty> penalties,
            @Default("[evaluate]") List<Stage> stages,
            Optional<Path> corpus,
            Optional<Duration> patience,
            @Default("{ epochs = 3, type = train }") Optional<Stage> warmUp,
            @Default("[]") @Range(min = 0, belowMax = true, max = 1) List<Double> shares) {
    }

    record TorusSettings(@Default("2") @Range(min = 1) int dimension) {
    }

    record ProductSettings(List<ModuliSpace> spaces) {

        ProductSettings {
            if (spaces.size() < 2) {
                throw new SettingException("spaces", "a product needs two spaces or more");
            }
        }
    }

    record RippleSettings(@Default("50") double amplitude, @Default("2") double frequency) {

        RippleSettings {
            if (amplitude < frequency) {
                throw new IllegalArgumentException("the amplitude must not be below the frequency");
            }
        }
    }

    record FailingSettings(@Default("boom") String how) {
    }

    record OddSettings(Thread thread) {
    }

    record NoSettings() {
    }

    /** A space that is only told apart by its name. */
    record Space(String name, int coordinates) implements ModuliSpace {

        @Override
        public void sample(RandomGenerator random, double[] point) {
        }

        @Override
        public double distance(double[] a, double[] b) {
            return 0;
        }

        @Override
        public void gradient(double[] a, double[] b, double[] out) {
        }

        @Override
        public void move(double[] point, double[] tangent) {
        }

        @Override
        public double diameter() {
            return 1;
        }
    }

    /** An inhibitor that costs the same everywhere. */
    record Cost(double value) implements Inhibitor {

        @Override
        public double value(double distance) {
            return value;
        }

        @Override
        public double derivative(double distance) {
            return 0;
        }
    }

    static final class Spaces implements Plugin {

        @Override
        public String id() {
            return "spaces";
        }

        @Override
        public List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() {
            return List.of(ComponentFactory.of("torus", TorusSettings.class, Spaces::torus),
                    ComponentFactory.of("sphere", NoSettings.class, _ -> new Space("sphere", 3)),
                    ComponentFactory.of("product", ProductSettings.class,
                            settings -> new Space("product", settings.spaces().size())),
                    ComponentFactory.of("failing", FailingSettings.class, Spaces::fail),
                    ComponentFactory.of("odd", OddSettings.class, _ -> new Space("odd", 1)));
        }

        private static ModuliSpace torus(TorusSettings settings, ComponentContext context) {
            if (settings.dimension() > 9) {
                throw new SettingException("dimension",
                        "a torus of dimension " + settings.dimension() + " is too much");
            }
            return new Space("torus", settings.dimension());
        }

        @SuppressWarnings("NullAway")
        private static ModuliSpace fail(FailingSettings settings, ComponentContext context) {
            return switch (settings.how()) {
                case "null" -> null;
                case "linkage" -> throw new NoClassDefFoundError("com/example/Missing");
                default -> throw new IllegalStateException(settings.how());
            };
        }

        @Override
        public List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
            return List.of(ComponentFactory.of("flat", NoSettings.class, _ -> new Cost(1)),
                    ComponentFactory.of("ripple", RippleSettings.class, settings -> new Cost(settings.amplitude())));
        }

        @Override
        public List<ComponentFactory<?, ? extends RecurrentCell>> recurrentCells() {
            return List.of(ComponentFactory.<NoSettings, RecurrentCell>of("elman", NoSettings.class, _ -> null));
        }
    }
}
