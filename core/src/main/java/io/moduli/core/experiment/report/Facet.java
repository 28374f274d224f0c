package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.AxisValue;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.statistics.Condition;
import io.moduli.core.experiment.statistics.Conditions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The conditions that one figure shows: two axes vary at most, all others are fixed.
 *
 * @param across the number of the axis on the horizontal axis, in the order of the conditions' axes
 * @param series the number of the axis whose values are separate series, or {@link #NONE}
 * @param fixed the labels of all axes; those of the varying ones mean nothing
 */
record Facet(int across, int series, List<String> fixed) {

    /** No axis. */
    static final int NONE = -1;

    Facet {
        fixed = List.copyOf(fixed);
    }

    /** The labels of the condition at these values. */
    List<String> at(String acrossLabel, String seriesLabel) {
        List<String> labels = new ArrayList<>(fixed);
        labels.set(across, acrossLabel);
        if (series != NONE) {
            labels.set(series, seriesLabel);
        }
        return labels;
    }

    /** The axes for which more than one value has trials. */
    static List<Integer> varied(Conditions conditions) {
        List<Integer> varied = new ArrayList<>();
        for (int axis = 0; axis < conditions.axes().size(); axis++) {
            if (labels(conditions, axis).size() > 1) {
                varied.add(axis);
            }
        }
        return varied;
    }

    /** The labels of an axis that have trials, in the axis' order. */
    static List<String> labels(Conditions conditions, int axis) {
        Set<String> present = new HashSet<>();
        conditions.all().forEach(condition -> present.add(condition.labels().get(axis)));
        return conditions.axes().get(axis).values().stream().map(AxisValue::label).filter(present::contains).toList();
    }

    /**
     * Whether at least half of all combinations of the axes' values have trials, as in a grid but not in a random
     * search.
     */
    static boolean isGrid(Conditions conditions) {
        double combinations = 1;
        for (int axis : varied(conditions)) {
            combinations *= labels(conditions, axis).size();
        }
        return conditions.all().size() >= combinations / 2;
    }

    /** All facets of two axes: one for each combination of the others that has trials, in the order of the conditions. */
    static List<Facet> of(Conditions conditions, int across, int series) {
        Set<List<String>> seen = new HashSet<>();
        List<Facet> facets = new ArrayList<>();
        for (Condition condition : conditions.all()) {
            List<String> rest = new ArrayList<>(condition.labels());
            rest.set(across, "");
            if (series != NONE) {
                rest.set(series, "");
            }
            if (seen.add(rest)) {
                facets.add(new Facet(across, series, rest));
            }
        }
        return facets;
    }

    /** The fixed values of axes that vary elsewhere: {@code sparsity = 0.9}; empty if nothing is. */
    String describe(Conditions conditions) {
        List<String> parts = new ArrayList<>();
        for (int axis : new TreeSet<>(varied(conditions))) {
            if (axis != across && axis != series) {
                ResultAxis fixedAxis = conditions.axes().get(axis);
                parts.add(fixedAxis.name() + " = " + fixed.get(axis));
            }
        }
        return String.join(", ", parts);
    }
}
