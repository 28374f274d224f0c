package io.moduli.core.experiment;

import io.moduli.api.RandomStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The trials of an experiment, in the order in which they are numbered at first. */
public final class Design {

    /** The maximum number of trials: more would take too long and fill up the folder. */
    public static final long MOST_TRIALS = 100_000;

    private Design() {}

    /** How many trials there are at most; {@link Long#MAX_VALUE} if there are more than that. */
    public static long size(List<Axis> axes, SearchSettings search) {
        return search.draws().isEmpty()
                ? product(axes, _ -> true)
                : times(search.draws().get(), product(axes, axis -> search.every().contains(axis.name())));
    }

    /** All trials; the last axis changes first. A combination that is drawn again is not another trial. */
    public static List<TrialDesign> of(Experiment experiment) {
        List<Axis> axes = experiment.axes();
        return experiment.search().draws().isEmpty()
                ? combinations(axes.stream().map(Axis::entries).toList())
                : drawn(axes, experiment.search());
    }

    private static List<TrialDesign> drawn(List<Axis> axes, SearchSettings search) {
        RandomStreams streams = new RandomStreams(search.drawSeed());
        Map<List<String>, TrialDesign> trials = new LinkedHashMap<>();
        for (int number = 0; number < search.draws().orElseThrow(); number++) {
            List<List<AxisEntry>> choices = new ArrayList<>();
            for (Axis axis : axes) {
                String stream = axis.name() + "/" + number;
                choices.add(search.every().contains(axis.name())
                        ? axis.entries()
                        : List.of(axis.drawn(streams.stream(stream).nextDouble())));
            }
            combinations(choices).forEach(trial -> trials.putIfAbsent(trial.labels(), trial));
        }
        return List.copyOf(trials.values());
    }

    private static List<TrialDesign> combinations(List<List<AxisEntry>> choices) {
        List<List<AxisEntry>> combined = List.of(List.of());
        for (List<AxisEntry> values : choices) {
            List<List<AxisEntry>> longer = new ArrayList<>();
            for (List<AxisEntry> begun : combined) {
                for (AxisEntry value : values) {
                    List<AxisEntry> all = new ArrayList<>(begun);
                    all.add(value);
                    longer.add(all);
                }
            }
            combined = longer;
        }
        return combined.stream().map(TrialDesign::new).toList();
    }

    private static long product(List<Axis> axes, Predicate<Axis> counted) {
        return axes.stream().filter(counted).mapToLong(Axis::size).reduce(1, Design::times);
    }

    private static long times(long one, long other) {
        try {
            return Math.multiplyExact(one, other);
        } catch (ArithmeticException more) {
            return Long.MAX_VALUE;
        }
    }
}
