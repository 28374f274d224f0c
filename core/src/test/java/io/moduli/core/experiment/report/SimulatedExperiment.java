package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.AxisValue;
import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;

/** Experiments whose runs are made up: folders with metrics as runs write them, and results that scatter. */
public final class SimulatedExperiment {

    public static final String ERROR = "evaluate.error";
    public static final String TICKET = "evaluate-lottery-ticket.error";
    private static final int EPOCHS = 12;

    private SimulatedExperiment() {}

    /** Three spaces at four sparsities with five seeds; one trial diverged, one is unfinished, one has no ticket. */
    public static ExperimentResults grid(Path folder, int seeds) throws IOException {
        ResultAxis space = words("space", "none", "torus", "klein-bottle");
        ResultAxis sparsity = numbers("sparsity", false, 0.8, 0.9, 0.95, 0.98);
        ResultAxis seed = new ResultAxis("seed", numbers("seed", false, first(seeds)).values(), false, true);
        Random random = new Random(5);
        List<TrialResult> trials = new ArrayList<>();
        for (AxisValue someSpace : space.values()) {
            for (AxisValue someSparsity : sparsity.values()) {
                for (AxisValue someSeed : seed.values()) {
                    int number = trials.size();
                    double error = 0.2 + 0.5 * Math.pow(someSparsity.number(), 9)
                            - 0.06 * space.values().indexOf(someSpace)
                            + 0.02 * random.nextGaussian() + 0.01 * Math.sin(someSeed.number());
                    List<String> labels = List.of(someSpace.label(), someSparsity.label(), someSeed.label());
                    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
                    metrics.put(ERROR, error);
                    metrics.put(TICKET, number == 1 ? null : 1.1 * error);
                    String run = "trials/" + number + "/run";
                    run(folder.resolve(run), error, random);
                    trials.add(number == 7
                            ? new TrialResult(number, labels, TrialStatus.FAILED,
                                    "diverged in epoch 3, step 41: loss is NaN",
                                    new LinkedHashMap<>(), 8, run)
                            : number == 13
                                    ? new TrialResult(number, labels, TrialStatus.UNFINISHED, "", new LinkedHashMap<>(),
                                            3, run)
                                    : new TrialResult(number, labels, TrialStatus.FINISHED, "", metrics, 20 + number,
                                            run));
                }
            }
        }
        SequencedMap<String, String> baseline = new LinkedHashMap<>();
        baseline.put("space", "none");
        return new ExperimentResults(
                "spaces-at-90", List.of(space, sparsity, seed), List.of(ERROR, TICKET), Map.of(ERROR, "cm"), baseline,
                trials);
    }

    /** A random search over two numbers and a word, a trial each. */
    public static ExperimentResults search(Path folder, int count) throws IOException {
        Random random = new Random(3);
        List<String> cells = List.of("elman", "gru", "lstm");
        double[] rates = new double[count];
        double[] strengths = new double[count];
        for (int trial = 0; trial < count; trial++) {
            rates[trial] = Math.pow(10, -4 + 3 * random.nextDouble());
            strengths[trial] = Math.round(1e6 * random.nextDouble()) / 1e6;
        }
        ResultAxis rate = numbers("learning-rate", true, rates);
        ResultAxis strength = numbers("strength", false, Arrays.stream(strengths).distinct().toArray());
        List<TrialResult> trials = new ArrayList<>();
        for (int trial = 0; trial < count; trial++) {
            String cell = cells.get(random.nextInt(3));
            double error = 0.3 + 0.1 * Math.pow(Math.log10(rates[trial]) + 2.5, 2) + 0.1 * strengths[trial]
                    + 0.03 * random.nextGaussian();
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            metrics.put(ERROR, error);
            String run = "trials/" + trial + "/run";
            run(folder.resolve(run), error, random);
            trials.add(new TrialResult(
                    trial, List.of("" + rates[trial], "" + strengths[trial], cell), TrialStatus.FINISHED, "", metrics,
                    9,
                    run));
        }
        return new ExperimentResults(
                "search", List.of(rate, strength, words("cell", "elman", "gru", "lstm")), List.of(ERROR),
                new LinkedHashMap<>(), trials);
    }

    private static void run(Path folder, double end, Random random) throws IOException {
        Files.createDirectories(folder);
        StringBuilder lines = new StringBuilder();
        for (int stage = 1; stage <= 2; stage++) {
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                double loss = end + Math.exp(-epoch / 3.0) + 0.02 * random.nextGaussian();
                lines.append(("{\"event\":\"epoch\",\"stage\":%d,\"epoch\":%d,\"step\":%d,\"loss\":%s,\"penalty\":0.1,"
                        + "\"gradient_norm\":1.0,\"learning_rate\":0.001,\"sparsity\":0.5,\"validation_loss\":%s,"
                        + "\"seconds\":1.0,\"batch_share\":0.0}\n").formatted(stage, epoch, epoch, loss, loss + 0.05));
            }
            lines.append(("{\"event\":\"stage\",\"stage\":%d,\"name\":\"%s\",\"kind\":\"train\",\"seconds\":12.0,"
                    + "\"metrics\":{},\"units\":{}}\n").formatted(stage, stage == 1 ? "train" : "lottery-ticket"));
        }
        Files.writeString(folder.resolve("metrics.jsonl"), lines);
        Files.writeString(folder.resolve("report.html"), "<p>a run</p>");
    }

    private static double[] first(int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, index -> index + 1);
        return numbers;
    }

    private static ResultAxis words(String name, String... labels) {
        return new ResultAxis(name, Arrays.stream(labels).map(label -> new AxisValue(label, null)).toList(), false,
                false);
    }

    private static ResultAxis numbers(String name, boolean logarithmic, double... numbers) {
        return new ResultAxis(
                name,
                Arrays.stream(numbers).mapToObj(number -> new AxisValue(
                        number == Math.rint(number) ? "" + (long) number : "" + number, number)).toList(),
                logarithmic, false);
    }
}
