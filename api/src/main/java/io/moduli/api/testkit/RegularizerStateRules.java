package io.moduli.api.testkit;

import io.moduli.api.math.ParallelLoop;
import io.moduli.api.state.StateArray;
import io.moduli.api.testkit.RegularizerProbe.Trial;
import java.util.Arrays;
import java.util.List;

/** The rules about what a regularizer keeps from step to step. */
final class RegularizerStateRules {

    private static final int STEPS = 4;
    private static final double STEP = 5e-4;
    /** A wider doubt than this share of a slope says nothing. */
    private static final double ROUGH = 0.1;
    private static final double TOLERANCE = 1e-2;
    /** A rate of descent. */
    private static final double SHORT = 1e-7;
    /** Units whose distance is the maximum of all, to which costs may be relative. */
    private static final int EXCEPTIONS = 4;

    private RegularizerStateRules() {}

    /** Trains the same weight as one block on one thread and as several blocks on several. */
    static void blocks(RegularizerProbe probe, Findings findings) {
        SampleWeight one = probe.dense(probe.matrix());
        SampleWeight split = probe.dense(probe.matrix());
        Trial whole = trained(probe, one, 1, false);
        Trial parts = trained(probe, split, 5, true);
        findings.require(
                sameState(whole.regularizer().state(), parts.regularizer().state())
                        && sameState(whole.points().state(), parts.points().state()),
                "blocks", "of %s, in one block and in several the state or the points come out different",
                probe.shape().name());
        double together = whole.accumulate(one, 1);
        double apart = parts.accumulate(split, 5);
        findings.require(
                RegularizerProbe.close(together, apart, Math.abs(together))
                        && Arrays.equals(one.gradients(), split.gradients()),
                "blocks", "one block has the penalty %s, several have %s, and the gradients differ from entry %d on",
                together,
                apart, Arrays.mismatch(one.gradients(), split.gradients()));
    }

    static void roundTrip(RegularizerProbe probe, Findings findings) {
        SampleWeight weight = probe.sparse(probe.matrix());
        Trial trained = trained(probe, weight, 1, false);
        List<StateArray> state = trained.regularizer().state();
        BindingRules.distinctNames(state, findings);
        double expected = trained.accumulate(weight, 1);
        Trial before = probe.bindStranger();
        before.points().restore(trained.points().state());
        before.regularizer().restore(state);
        require(expected, before.penalty(weight), "before", findings);
        Trial after = probe.bindStranger();
        after.regularizer().restructure(weight.whole());
        after.points().restore(trained.points().state());
        after.regularizer().restore(state);
        require(expected, after.accumulate(weight, 1), "after", findings);
        findings.require(
                sameState(state, after.regularizer().state()), "state",
                "what is restored is not what is given out again");
    }

    /** The gradient with respect to a unit's point is the slope of the penalty along a short move of that point. */
    static void points(RegularizerProbe probe, Findings findings) {
        SampleWeight weight = probe.dense(probe.matrix());
        Trial pulled = probe.bind();
        pulled.regularizer().restructure(weight.whole());
        pulled.pull(weight, 1, new LoopStep(0, false));
        double[][] before = points(pulled);
        if (!pulled.points().descend(SHORT, ParallelLoop.SERIAL)) {
            findings.require(false, "points", "the gradient with respect to a point is not finite");
            return;
        }
        double[][] after = points(pulled);
        int wrong = 0;
        int rough = 0;
        String example = "";
        for (int unit = 0; unit < before.length; unit++) {
            double[] gradient = gradient(before[unit], after[unit]);
            double norm = SpaceProbe.norm(gradient);
            Slope slope = norm == 0 ? new Slope(0, 0) : slope(probe, weight, unit, gradient);
            rough += slope.doubt() > ROUGH * Math.max(1e-3, norm) ? 1 : 0;
            if (Math.abs(slope.value() - norm) > TOLERANCE * Math.max(1e-3, norm) + slope.doubt()) {
                wrong++;
                example = "of unit %d says a slope of %s, differences say %s".formatted(unit, norm, slope.value());
            }
        }
        findings.require(wrong <= EXCEPTIONS, "points", "with respect to %d of %d points, the gradient is wrong: %s",
                wrong, before.length, example);
        findings.require(rough <= before.length / 2, "points",
                "as %d of %d points move, the penalty jumps or bends too sharply to tell a slope", rough,
                before.length);
    }

    /**
     * A slope by differences.
     *
     * @param doubt how far off it may be since there is a kink near, as where a second way between two units becomes shorter
     */
    private record Slope(double value, double doubt) {}

    private static double[][] points(Trial trial) {
        double[][] points = new double[trial.points().units()][];
        Arrays.setAll(points, trial.points()::point);
        return points;
    }

    /** A descent is a move by the rate times the negative gradient, here far shorter than the way around the torus. */
    private static double[] gradient(double[] before, double[] after) {
        double[] gradient = new double[before.length];
        for (int k = 0; k < gradient.length; k++) {
            double straight = before[k] - after[k];
            gradient[k] = (straight - Math.rint(straight)) / SHORT;
        }
        return gradient;
    }

    /** The change of the penalty for each unit of length that a point moves in the direction of a tangent. */
    private static Slope slope(RegularizerProbe probe, SampleWeight weight, int unit, double[] tangent) {
        double norm = SpaceProbe.norm(tangent);
        double middle = moved(probe, weight, unit, tangent, 0);
        double ahead = moved(probe, weight, unit, tangent, STEP / norm);
        double behind = moved(probe, weight, unit, tangent, -STEP / norm);
        double farAhead = moved(probe, weight, unit, tangent, 2 * STEP / norm);
        double farBehind = moved(probe, weight, unit, tangent, -2 * STEP / norm);
        double near = (ahead - behind) / (2 * STEP);
        double far = (farAhead - farBehind) / (4 * STEP);
        // Of a smooth function the second bend is twice the first.
        double nearBend = (ahead - 2 * middle + behind) / STEP;
        double farBend = (farAhead - 2 * middle + farBehind) / (2 * STEP);
        return new Slope((4 * near - far) / 3, Math.abs(near - far) + Math.abs(2 * nearBend - farBend));
    }

    private static double moved(RegularizerProbe probe, SampleWeight weight, int unit, double[] tangent,
            double length) {
        Trial trial = probe.bind();
        StateArray state = trial.points().state().getFirst();
        int coordinates = tangent.length;
        for (int k = 0; k < coordinates; k++) {
            state.values()[unit * coordinates + k] += length * tangent[k];
        }
        trial.points().restore(List.of(state));
        return trial.penalty(weight);
    }

    private static void require(double expected, double actual, String when, Findings findings) {
        findings.require(
                RegularizerProbe.close(expected, actual, Math.abs(expected)), "state",
                "the penalty was %s; restored %s the structure is known it is %s",
                expected, when, actual);
    }

    private static Trial trained(RegularizerProbe probe, SampleWeight weight, int blocks, boolean parallel) {
        Trial trial = probe.bind();
        trial.regularizer().restructure(weight.whole());
        for (int step = 0; step < STEPS; step++) {
            trial.learn(weight, blocks, new LoopStep(step, parallel));
        }
        return trial;
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
