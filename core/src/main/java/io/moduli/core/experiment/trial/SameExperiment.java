package io.moduli.core.experiment.trial;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.trial.StoredExperiment.StoredTrial;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that a folder belongs to the experiment that is asked for: values may be added or omitted, nothing else may change. */
record SameExperiment(Path folder, StoredExperiment before) {

    void require(ExperimentPlan plan) throws BadInputException {
        if (!before.name().equals(plan.name())) {
            throw refusal("it is of the experiment %s, not of %s".formatted(before.name(), plan.name()));
        }
        List<String> axes = before.axes().stream().map(ResultAxis::name).toList();
        List<String> wanted = plan.axes().stream().map(ResultAxis::name).toList();
        if (!axes.equals(wanted)) {
            throw refusal("its axes are %s, those of the file are %s".formatted(
                    String.join(", ", axes), String.join(", ", wanted)));
        }
        Map<List<String>, StoredTrial> known = new HashMap<>();
        before.trials().forEach(trial -> known.put(trial.labels(), trial));
        boolean any = false;
        for (PlannedTrial trial : plan.trials()) {
            StoredTrial same = known.get(trial.labels());
            if (same != null && !same.sha256().equals(trial.sha256())) {
                throw refusal("its trial %d (%s) is of another pipeline than the file's".formatted(
                        same.number(), String.join(", ", trial.labels())));
            }
            any |= same != null;
        }
        if (!any) {
            throw refusal("it has no trial that the file asks for");
        }
    }

    private BadInputException refusal(String why) {
        return new BadInputException(
                "%s is the folder of another experiment: %s; name another with --out".formatted(folder, why));
    }
}
