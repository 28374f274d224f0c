package io.moduli.api.testkit;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.NeuronGeometry;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The rules about what a regularizer keeps from step to step. */
final class RegularizerStateRules {

    private static final int STEPS = 4;

    private RegularizerStateRules() {}

    /** Trains the same weight as one block on one thread and as several blocks on several. */
    static void blocks(RegularizerProbe probe, Findings findings) {
        SampleWeight one = probe.dense(probe.matrix());
        SampleWeight split = probe.dense(probe.matrix());
        BoundRegularizer whole = trained(probe, one, 1, false);
        BoundRegularizer parts = trained(probe, split, 5, true);
        findings.require(
                sameState(whole.state(), parts.state()), "blocks",
                "in one block and in several, the state comes out different");
        double together = RegularizerProbe.accumulate(whole, one, 1);
        double apart = RegularizerProbe.accumulate(parts, split, 5);
        findings.require(
                RegularizerProbe.close(together, apart, Math.abs(together))
                        && Arrays.equals(one.gradients(), split.gradients()),
                "blocks", "one block has the penalty %s, several have %s, or the gradients differ", together, apart);
    }

    static void roundTrip(RegularizerProbe probe, Findings findings) {
        SampleWeight weight = probe.sparse(probe.matrix());
        BoundRegularizer trained = trained(probe, weight, 1, false);
        List<StateArray> state = trained.state();
        findings.require(
                state.stream().map(StateArray::name).distinct().count() == state.size(), "state",
                "two arrays have the same name");
        double expected = RegularizerProbe.accumulate(trained, weight, 1);

        BoundRegularizer before = stranger(probe);
        before.restore(state);
        require(expected, RegularizerProbe.penalty(before, weight), "before", findings);

        BoundRegularizer after = stranger(probe);
        after.restructure(weight.whole());
        after.restore(state);
        require(expected, RegularizerProbe.accumulate(after, weight, 1), "after", findings);
        findings.require(sameState(state, after.state()), "state", "what is restored is not what is given out again");
    }

    static void renumber(RegularizerProbe probe, Findings findings) {
        WeightShape shape = probe.shape();
        int[] order = new int[shape.units()];
        for (int unit = 0; unit < order.length; unit++) {
            // 5 has no factor in common with the number of units, so that every unit comes once.
            order[unit] = (5 * unit + 3) % order.length;
        }
        BoundRegularizer before = probe.bind();
        BoundRegularizer after = probe.bind();
        after.renumber(order.clone());
        Optional<NeuronGeometry> geometry = before.geometry();
        if (geometry.isPresent()) {
            List<double[]> renumbered = after.geometry().orElseThrow().points();
            for (int unit = 0; unit < order.length; unit++) {
                findings.require(
                        Arrays.equals(geometry.get().points().get(order[unit]), renumbered.get(unit)), "renumber",
                        "unit %d was unit %d before, but has another point", unit, order[unit]);
            }
            return;
        }
        double expected = RegularizerProbe.penalty(before, probe.dense(probe.matrix()));
        double actual = RegularizerProbe.penalty(after, probe.dense(renumbered(shape, probe.matrix(), order)));
        findings.require(
                RegularizerProbe.close(expected, actual, Math.abs(expected)), "renumber",
                "the penalty was %s; with new numbers of all units it is %s", expected, actual);
    }

    private static float[] renumbered(WeightShape shape, float[] matrix, int[] order) {
        int columns = shape.columns();
        boolean columnsAreUnits = shape.role() == WeightRole.RECURRENT;
        float[] result = new float[matrix.length];
        for (int row = 0; row < shape.rows(); row++) {
            int gate = row / shape.units();
            int source = gate * shape.units() + order[row % shape.units()];
            for (int column = 0; column < columns; column++) {
                result[row * columns + column] = matrix[source * columns + (columnsAreUnits ? order[column] : column)];
            }
        }
        return result;
    }

    static void foreignState(RegularizerProbe probe, Findings findings) {
        StateArray foreign = new StateArray("no_such_state", List.of(1), new double[] {1});
        try {
            probe.bind().restore(List.of(foreign));
            findings.require(false, "restore", "accepted an array that no regularizer gave out");
        } catch (IllegalArgumentException expected) {
            findings.require(expected.getMessage() != null, "restore", "refuses a foreign state without a word");
        }
    }

    private static void require(double expected, double actual, String when, Findings findings) {
        findings.require(
                RegularizerProbe.close(expected, actual, Math.abs(expected)), "state",
                "the penalty was %s; restored %s the structure is known it is %s",
                expected, when, actual);
    }

    /** One that drew something else. */
    private static BoundRegularizer stranger(RegularizerProbe probe) {
        return probe.regularizer().bind(probe.shape(), new SplittableRandom(~probe.seed()));
    }

    private static BoundRegularizer trained(RegularizerProbe probe, SampleWeight weight, int blocks, boolean parallel) {
        BoundRegularizer bound = probe.bind();
        bound.restructure(weight.whole());
        for (int step = 0; step < STEPS; step++) {
            RegularizerProbe.accumulate(bound, weight, blocks);
            bound.afterStep(new LoopStep(step, parallel));
        }
        return bound;
    }

    private static boolean sameState(List<StateArray> one, List<StateArray> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int k = 0; k < one.size(); k++) {
            StateArray a = one.get(k);
            StateArray b = other.get(k);
            if (!a.name().equals(b.name()) || !a.shape().equals(b.shape()) || !Arrays.equals(a.values(), b.values())) {
                return false;
            }
        }
        return true;
    }
}
