package io.moduli.plugins.tasks.addition;

import io.moduli.api.report.Exhibit;
import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Plot;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.report.Exhibit.Style;
import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The exhibits of a network that has learned to add: its error for marks close together and far apart, and how its
 * answer responds to each number.
 *
 * @param task the task, for its test batches
 */
record AdditionExhibits(OpenTask task) {

    private static final int BINS = 16;
    /** Runs of the network for the response: a number of batches, each once for each of some time steps. */
    private static final int RESPONSE_BATCHES = 4;

    private static final int RESPONSE_STEPS = 32;
    private static final float DIFFERENCE = 0.05f;
    private static final Axis ANSWER = new Axis("slope of the answer", "dimensionless");

    /** Runs the network on the test data. */
    List<Exhibit> of(NetworkProbe network) {
        return List.of(errors(network), response(network));
    }

    private Plot errors(NetworkProbe network) {
        int length = task.shape().sequenceLength();
        int width = Math.ceilDiv(length, BINS);
        List<List<Double>> errors = IntStream.range(0, Math.ceilDiv(length, width))
                .mapToObj(_ -> (List<Double>) new ArrayList<Double>()).toList();
        List<Double> baseline = new ArrayList<>();
        Batch batch = Batch.allocate(task.shape());
        for (long index = 0; index < task.batches(Split.TEST); index++) {
            task.fill(Split.TEST, index, batch);
            Matrix answers = network.run(batch, false);
            for (int sequence = 0; sequence < answers.columns(); sequence++) {
                if (batch.annotations().get(0, sequence) != 0) {
                    int[] marks = marks(batch, sequence);
                    double sum = batch.target().get(0, sequence);
                    errors.get((marks[1] - marks[0]) / width).add(Math.abs(answers.get(0, sequence) - sum));
                    baseline.add(Math.abs(sum - 1));
                }
            }
        }
        double[] x = IntStream.range(0, errors.size()).mapToDouble(bin -> bin * width + 0.5 * (width - 1)).toArray();
        double[] usual = new double[x.length];
        Arrays.fill(usual, quantile(baseline, 0.5));
        return new Plot("Error by distance of the marks",
                "How far answers to test sequences are from the true sums, by how many time steps lie between the two marks: the median, the quartiles, and the median of always answering 1, which needs no input.",
                new Axis("distance of the marks", "time steps"), new Axis("absolute error", "dimensionless"),
                List.of(
                        new Series("median", x, quantiles(errors, 0.5), Style.LINE, 1),
                        new Series("quartiles", x, quantiles(errors, 0.25), Style.DASHED_LINE, 1),
                        new Series("quartiles", x, quantiles(errors, 0.75), Style.DASHED_LINE, 1),
                        new Series("always answering 1, median", x, usual, Style.OUTLINE, 0)),
                false);
    }

    /** Changes the numbers of one time step after the other, in all sequences of a batch at once. */
    private Plot response(NetworkProbe network) {
        int length = task.shape().sequenceLength();
        int[] steps = IntStream.range(0, Math.min(length, RESPONSE_STEPS))
                .map(number -> (int) ((long) number * length / Math.min(length, RESPONSE_STEPS))).toArray();
        List<double[]> marked = new ArrayList<>();
        double[] sums = new double[steps.length];
        long[] counts = new long[steps.length];
        int size = task.shape().batchSize();
        Batch batch = Batch.allocate(task.shape());
        for (long index = 0; index < Math.min(RESPONSE_BATCHES, task.batches(Split.TEST)); index++) {
            task.fill(Split.TEST, index, batch);
            float[] before = network.run(batch, false).toArray();
            for (int number = 0; number < steps.length; number++) {
                int first = steps[number] * size;
                change(batch, first, DIFFERENCE);
                Matrix after = network.run(batch, false);
                for (int sequence = 0; sequence < size; sequence++) {
                    double response = (after.get(0, sequence) - before[sequence]) / DIFFERENCE;
                    if (batch.input().get(1, first + sequence) == 1) {
                        marked.add(new double[] {steps[number] + 1, response});
                    } else {
                        sums[number] += response;
                        counts[number]++;
                    }
                }
                change(batch, first, -DIFFERENCE);
            }
        }
        double[] x = IntStream.of(steps).mapToDouble(step -> step + 1).toArray();
        double[] mean = IntStream.range(0, x.length).mapToDouble(number -> sums[number] / counts[number]).toArray();
        return new Plot("Response to the numbers",
                "How the answer changes as the number at a time step does, all else left as it is: one point for each marked number of %d test sequences, and the mean over the numbers without a mark. A network that adds has 1 at marks and 0 elsewhere."
                        .formatted((int) Math.min(RESPONSE_BATCHES, task.batches(Split.TEST)) * size),
                new Axis("time step of the number", "steps"), ANSWER,
                List.of(
                        new Series("marked", column(marked, 0), column(marked, 1), false),
                        new Series("not marked, mean", x, mean, true),
                        new Series("right answers", new double[] {1, length}, new double[] {1, 1}, Style.OUTLINE, 0),
                        new Series("right answers", new double[] {1, length}, new double[] {0, 0}, Style.OUTLINE, 0)),
                false);
    }

    private void change(Batch batch, int first, float difference) {
        for (int column = first; column < first + task.shape().batchSize(); column++) {
            batch.input().set(0, column, batch.input().get(0, column) + difference);
        }
    }

    /** The time steps of a sequence's two marks. */
    private int[] marks(Batch batch, int sequence) {
        int size = task.shape().batchSize();
        return IntStream.range(0, task.shape().sequenceLength())
                .filter(step -> batch.input().get(1, step * size + sequence) == 1).toArray();
    }

    private static double[] column(List<double[]> points, int coordinate) {
        return points.stream().mapToDouble(point -> point[coordinate]).toArray();
    }

    private static double[] quantiles(List<List<Double>> bins, double share) {
        return bins.stream().mapToDouble(bin -> quantile(bin, share)).toArray();
    }

    /** A quantile of numbers; NaN if there are none. */
    private static double quantile(List<Double> numbers, double share) {
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
