package io.moduli.core.benchmark;

import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.StepTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the time of a training step goes, by part, the mean over all workers. The parts are those of the rounds' median step,
 * so they add up to it.
 *
 * @param title of the workload
 * @param milliseconds of a step
 * @param byPart milliseconds of each part
 */
record StepBreakdown(String title, double milliseconds, Map<StepPart, Double> byPart) {

    private static final int ROUNDS = 9;
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double ROUND_SECONDS = 0.25;
    private static final double MILLI = 1e3;

    StepBreakdown {
        byPart = Map.copyOf(byPart);
    }

    /** Takes steps of a workload. */
    static StepBreakdown of(Workload workload) {
        try (ModuliStep step = new ModuliStep(TrainingData.of(workload))) {
            int taken = 0;
            long begin = System.nanoTime();
            double seconds;
            do {
                step.step();
                taken++;
                seconds = (System.nanoTime() - begin) * 1e-9;
            } while (seconds < WARM_UP_SECONDS);
            int count = (int) Math.max(1, taken * ROUND_SECONDS / seconds);
            StepTimes[] rounds = new StepTimes[ROUNDS];
            Arrays.setAll(rounds, _ -> step.times(count));
            Arrays.sort(rounds, Comparator.comparingDouble(StepTimes::seconds));
            StepTimes median = rounds[ROUNDS / 2];
            Map<StepPart, Double> byPart = new EnumMap<>(StepPart.class);
            median.byPart().forEach((part, all) -> byPart.put(part, MILLI * all / count));
            return new StepBreakdown(workload.title(), MILLI * median.seconds() / count, byPart);
        }
    }

    /** A table with a line for each workload. */
    static String markdown(List<StepBreakdown> breakdowns) {
        List<String> lines = new ArrayList<>();
        String parts = Arrays.stream(StepPart.values())
                .map(part -> part.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(" | "));
        lines.add("| ms of a step | all | " + parts + " |");
        lines.add("|---|" + "---:|".repeat(StepPart.values().length + 1));
        for (StepBreakdown breakdown : breakdowns) {
            lines.add("| " + breakdown.title() + " | " + number(breakdown.milliseconds()) + " | "
                    + Arrays.stream(StepPart.values())
                            .map(part -> number(breakdown.byPart().getOrDefault(part, 0.0)))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String number(double milliseconds) {
        return String.format(Locale.ROOT, "%.3f", milliseconds);
    }
}
