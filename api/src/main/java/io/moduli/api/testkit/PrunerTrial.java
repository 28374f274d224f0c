package io.moduli.api.testkit;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Some weights of each role that a pruner is on, and courses of rounds over them.
 *
 * @param pruner the pruner
 * @param places the weights, in the order of their roles
 * @param seed of values, gradients and of what the pruner draws
 */
record PrunerTrial(Pruner pruner, List<PlacedWeight> places, long seed) {

    /** A course whose pruner is bound once. */
    static final int NEVER = -1;

    private static final int STEPS_PER_ROUND = 10;

    /** What a pruner made of a round. */
    record Answer(
            double share, List<Mask> before, List<Mask> after, TrialRound round, List<TrialWeight> weights,
            int granularity) {}

    static PrunerTrial of(Pruner pruner, long seed) {
        List<PlacedWeight> places = new ArrayList<>();
        pruner.on().stream().sorted().forEach(role -> places.addAll(weightsOf(role)));
        return new PrunerTrial(pruner, List.copyOf(places), seed);
    }

    /** The same weights between units that have no places. */
    PrunerTrial nowhere() {
        return new PrunerTrial(pruner, places.stream().map(PlacedWeight::shape).map(PlacedWeight::nowhere).toList(),
                seed);
    }

    /**
     * Asks for first masks at the first share and then for masks at each share, each round upon the one before.
     *
     * @param dense how the weights are stored
     * @param handOver the round before which the state is taken over by another pruner, bound again; {@link #NEVER} for none
     * @param look sees each answer; masks that do not fit are the last
     * @return the masks after each round
     */
    List<List<Mask>> course(double[] shares, boolean dense, int handOver, Consumer<Answer> look) {
        List<List<Mask>> course = new ArrayList<>();
        BoundPruner bound = pruner.bind(places);
        List<Mask> masks = places.stream().map(PlacedWeight::shape)
                .map(shape -> Mask.full(shape.rows(), shape.columns())).toList();
        for (int number = 0; number <= shares.length; number++) {
            if (number == handOver) {
                BoundPruner successor = pruner.bind(places);
                successor.restore(bound.state());
                bound = successor;
            }
            Answer answer = ask(bound, masks, number, shares, dense);
            look.accept(answer);
            course.add(answer.after());
            if (!fit(answer.after())) {
                return course;
            }
            masks = answer.after();
        }
        return course;
    }

    private Answer ask(BoundPruner bound, List<Mask> before, int number, double[] shares, boolean dense) {
        List<TrialWeight> weights = weights(before, dense);
        double share = shares[Math.max(0, number - 1)];
        TrialRound round = new TrialRound(share, seed + number, weights).at(new TrainingProgress(
                (long) STEPS_PER_ROUND * number, (long) STEPS_PER_ROUND * shares.length, number, shares.length));
        List<Mask> after = number == 0 ? bound.firstMasks(round).orElse(before) : bound.masks(round);
        return new Answer(share, before, after, round, weights, bound.granularity());
    }

    /** Whether there is a mask of the right extents for each weight. */
    boolean fit(List<Mask> masks) {
        return masks.size() == places.size() && IntStream.range(0, masks.size())
                .allMatch(index -> masks.get(index).rows() == shape(index).rows()
                        && masks.get(index).columns() == shape(index).columns());
    }

    WeightShape shape(int index) {
        return places.get(index).shape();
    }

    List<TrialWeight> weights(List<Mask> masks, boolean dense) {
        List<TrialWeight> weights = new ArrayList<>();
        for (int index = 0; index < masks.size(); index++) {
            weights.add(weight(index, masks.get(index), dense));
        }
        return weights;
    }

    /**
     * Matrices of very different scales, so that a global ranking empties the small ones; every third value is one of a
     * few, 0 among them, so that there are ties.
     */
    private TrialWeight weight(int index, Mask mask, boolean dense) {
        double scale = Math.pow(4, -index);
        float[] values = matrix(index, scale, new SplittableRandom(seed + index));
        float[] gradient = matrix(index, 1 / scale, new SplittableRandom(~seed + index));
        TrialWeight weight = dense
                ? TrialWeight.dense(places.get(index), mask, values)
                : TrialWeight.sparse(places.get(index), mask, values);
        return weight.withGradient(gradient);
    }

    private float[] matrix(int index, double scale, SplittableRandom random) {
        float[] matrix = new float[Math.toIntExact(shape(index).entries())];
        for (int entry = 0; entry < matrix.length; entry++) {
            double value = random.nextGaussian();
            matrix[entry] = (float) (scale * (entry % 3 == 0 ? Math.rint(value) : value));
        }
        return matrix;
    }

    /** A matrix of some size and one that is so small that a large share is all of it. */
    private static List<PlacedWeight> weightsOf(WeightRole role) {
        String name = "sample." + role.name().toLowerCase(Locale.ROOT);
        boolean square = role == WeightRole.RECURRENT;
        return List.of(
                placed(new WeightShape(name + "_l0", role, 0, square || role == WeightRole.INPUT ? 3 : 1, 8,
                        square ? 8 : 5 + role.ordinal())),
                placed(new WeightShape(name + "_l1", role, 1, 1, 2, square ? 2 : 1)));
    }

    private static PlacedWeight placed(WeightShape shape) {
        return switch (shape.role()) {
            case RECURRENT -> PlacedWeight.recurrent(shape, geometry(shape.units()));
            case INPUT -> new PlacedWeight(shape, Optional.of(geometry(shape.units())), Optional.empty());
            case READ_OUT -> new PlacedWeight(shape, Optional.empty(), Optional.of(geometry(shape.columns())));
            case INITIAL_STATE, EMBEDDING -> PlacedWeight.nowhere(shape);
        };
    }

    private static LayerGeometry geometry(int units) {
        return TrialGeometry.onALine(new SplittableRandom(units).doubles(units).sorted().toArray());
    }
}
