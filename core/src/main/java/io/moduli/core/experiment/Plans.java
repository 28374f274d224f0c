package io.moduli.core.experiment;

import io.moduli.core.experiment.result.AxisValue;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.trial.ExperimentPlan;
import io.moduli.core.experiment.trial.PlannedTrial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Creates the plan for an experiment's folder from its file and its trials. */
public final class Plans {

    private Plans() {}

    /**
     * The plan of an experiment.
     *
     * @param designs all trials
     * @param checked the same, checked
     */
    public static ExperimentPlan of(Experiment experiment, List<TrialDesign> designs, List<PlannedTrial> checked) {
        List<ResultAxis> axes = new ArrayList<>();
        for (int index = 0; index < experiment.axes().size(); index++) {
            axes.add(axis(experiment.axes().get(index), index, designs));
        }
        return new ExperimentPlan(experiment.name(), axes, experiment.metrics(), experiment.baseline(), checked);
    }

    private static ResultAxis axis(Axis axis, int index, List<TrialDesign> designs) {
        Map<String, AxisEntry> values = new LinkedHashMap<>();
        designs.forEach(design -> values.putIfAbsent(
                design.values().get(index).label(), design.values().get(index)));
        List<AxisEntry> ordered = new ArrayList<>(values.values());
        if (axis instanceof Axis.Ranged) {
            ordered.sort(Comparator.comparingDouble(entry -> entry.number().orElseThrow()));
        }
        return new ResultAxis(
                axis.name(), ordered.stream().map(Plans::value).toList(), axis.logarithmic(), axis.seeds());
    }

    private static AxisValue value(AxisEntry entry) {
        OptionalDouble number = entry.number();
        return new AxisValue(entry.label(), number.isPresent() ? number.getAsDouble() : null);
    }
}
