package io.moduli.core.experiment;

import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialOutcome;
import io.moduli.core.metric.MetricMeanings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Successive halving: all trials are trained for a few epochs, the better half of them for more, and so on. Trials are
 * not compared individually but by their mean over the axes of which every value is run, such as seeds; a failed one is
 * worse than any other.
 *
 * @param settings what the experiment's file says
 * @param folder where the trials are
 * @param meanings what the task says of its metrics
 */
record Halving(SearchSettings.Halving settings, ExperimentFolder folder, MetricMeanings meanings) {

    /**
     * The trials that are trained for longer.
     *
     * @param candidates trials that have all reached the number of epochs
     * @param epochs where they are compared
     */
    List<Integer> better(List<Integer> candidates, int epochs) throws IOException {
        Map<List<String>, List<Integer>> alike = new LinkedHashMap<>();
        for (int number : candidates) {
            alike.computeIfAbsent(folder.labelsWithout(number, settings.every()), _ -> new ArrayList<>()).add(number);
        }
        Map<List<Integer>, Double> scores = new LinkedHashMap<>();
        for (List<Integer> trials : alike.values()) {
            scores.put(trials, score(trials, epochs));
        }
        int kept = Math.max(1, (int) Math.ceil(settings.keep() * scores.size() - 1e-9));
        return scores.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.naturalOrder())).limit(kept)
                .flatMap(entry -> entry.getKey().stream()).sorted().toList();
    }

    /** The lower, the better. */
    private double score(List<Integer> trials, int epochs) throws IOException {
        boolean higherIsBetter = meanings.higherIsBetter(TrialOutcome.metric(settings.metric()));
        double sum = 0;
        for (int number : trials) {
            double value = folder.trial(number).metricAt(epochs, settings.metric());
            sum += Double.isNaN(value) ? Double.POSITIVE_INFINITY : higherIsBetter ? -value : value;
        }
        return sum / trials.size();
    }

    /** How many trials are run at each number of epochs. */
    List<Integer> sizes() {
        List<Integer> numbers = folder.numbers();
        long groups = numbers.stream().map(number -> folder.labelsWithout(number, settings.every())).distinct().count();
        int each = Math.toIntExact(numbers.size() / Math.max(1, groups));
        List<Integer> sizes = new ArrayList<>();
        for (int rung = 0; rung < settings.epochs().size(); rung++) {
            sizes.add(Math.toIntExact(groups) * each);
            groups = Math.max(1, (long) Math.ceil(settings.keep() * groups - 1e-9));
        }
        return sizes;
    }
}
