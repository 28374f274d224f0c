package io.moduli.core.report;

import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.format.NumberArray;
import io.moduli.core.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The data behind the figures of a network in a report, by the names of their files without extension.
 *
 * <p>A plot gives [points × 2] for each of its series, x and y, and a gallery [images × rows × columns]. In addition,
 * there are the network's values on the first test batch: inputs, the last layer's hidden states and outputs, each
 * [sequences × time × numbers] or, for tokens, [sequences × time], and the task's annotations of the steps, such as
 * true positions.
 */
final class NetworkData {

    private final SequencedMap<String, NumberArray> arrays = new LinkedHashMap<>();

    private NetworkData() {}

    static Map<String, NumberArray> of(PortrayedNetwork shown, List<Exhibit> exhibits) {
        NetworkData data = new NetworkData();
        for (int index = 0; index < exhibits.size(); index++) {
            data.add(exhibits.get(index), ExhibitSections.fileName(exhibits.get(index), shown.prefix(), index));
        }
        if (shown.task().batches(Split.TEST) > 0) {
            data.addBatch(shown.network(), shown.task(), shown.prefix() + "test-");
        }
        return data.arrays;
    }

    private void add(Exhibit exhibit, String name) {
        switch (exhibit) {
            case Exhibit.Plot plot -> {
                for (int number = 0; number < plot.series().size(); number++) {
                    Exhibit.Series series = plot.series().get(number);
                    float[] points = new float[2 * series.x().length];
                    for (int point = 0; point < series.x().length; point++) {
                        points[2 * point] = (float) series.x()[point];
                        points[2 * point + 1] = (float) series.y()[point];
                    }
                    arrays.put("%s-%d-%s".formatted(name, number + 1, ExhibitSections.slug(series.name())),
                            new NumberArray(List.of(series.x().length, 2), points));
                }
            }
            case Exhibit.Gallery gallery -> {
                if (!gallery.panels().isEmpty()) {
                    addImages(gallery.panels(), name);
                }
            }
            case Exhibit.Passage _ -> {}
        }
    }

    /** Images whose extents differ from the first one's go to separate arrays. */
    private void addImages(List<Exhibit.Panel> panels, String name) {
        List<double[][]> alike = new ArrayList<>();
        for (int number = 0; number < panels.size(); number++) {
            double[][] values = panels.get(number).values();
            if (alike.isEmpty() || values.length == alike.getFirst().length
                    && values[0].length == alike.getFirst()[0].length) {
                alike.add(values);
            } else {
                arrays.put(name + "-" + (number + 1), images(List.<double[][]>of(values)));
            }
        }
        arrays.put(name, images(alike));
    }

    private static NumberArray images(List<double[][]> images) {
        int rows = images.getFirst().length;
        int columns = images.getFirst()[0].length;
        float[] values = new float[images.size() * rows * columns];
        int position = 0;
        for (double[][] image : images) {
            for (double[] row : image) {
                for (double value : row) {
                    values[position++] = (float) value;
                }
            }
        }
        return new NumberArray(List.of(images.size(), rows, columns), values);
    }

    private void addBatch(Network network, OpenTask task, String prefix) {
        TaskShape shape = task.shape();
        Batch batch = Batch.allocate(shape);
        task.fill(Split.TEST, 0, batch);
        Matrix outputs = network.forward(batch, false);
        switch (shape.input()) {
            case Input.Dense _ -> arrays.put(prefix + "input", sequences(batch.input(), shape.batchSize()));
            case Input.Tokens _ -> arrays.put(prefix + "input", tokens(batch.tokens(), shape));
        }
        if (shape.initialState() instanceof InitialState.Projected) {
            arrays.put(prefix + "start", sequences(batch.initialState(), shape.batchSize()));
        }
        arrays.put(prefix + "hidden", sequences(network.hidden(), shape.batchSize()));
        arrays.put(prefix + "output", sequences(outputs, shape.batchSize()));
        if (shape.annotations() > 0) {
            arrays.put(prefix + "annotations", sequences(batch.annotations(), shape.batchSize()));
        }
    }

    /** From [numbers × time · sequences] to [sequences × time × numbers]. */
    private static NumberArray sequences(Matrix matrix, int sequences) {
        int numbers = matrix.rows();
        int time = matrix.columns() / sequences;
        float[] values = new float[Math.multiplyExact(numbers, matrix.columns())];
        for (int number = 0; number < numbers; number++) {
            for (int column = 0; column < matrix.columns(); column++) {
                int sequence = column % sequences;
                values[(sequence * time + column / sequences) * numbers + number] = matrix.get(number, column);
            }
        }
        return new NumberArray(List.of(sequences, time, numbers), values);
    }

    private static NumberArray tokens(int[] tokens, TaskShape shape) {
        float[] values = new float[tokens.length];
        for (int column = 0; column < tokens.length; column++) {
            values[column % shape.batchSize() * shape.sequenceLength() + column / shape.batchSize()] = tokens[column];
        }
        return new NumberArray(List.of(shape.batchSize(), shape.sequenceLength()), values);
    }
}
