package io.moduli.core.run;

import io.moduli.api.state.StateArray;
import io.moduli.api.task.FittedState;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.model.Safetensors;
import io.moduli.core.model.SafetensorsReader;
import io.moduli.core.model.SafetensorsReader.Tensor;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stores the fitted state of a task in a folder of the run, {@link RunDirectory#TASK}: arrays in
 * {@code arrays.safetensors}, each list of texts in a separate file, {@code <name>.txt}, in UTF-8, one text per line.
 */
public final class FittedFiles {

    private static final String ARRAYS = RunDirectory.TASK + "/arrays.safetensors";
    private static final String TEXT = ".txt";

    private FittedFiles() {}

    static void write(RunDirectory directory, FittedState fitted) throws IOException {
        if (!fitted.arrays().isEmpty()) {
            Safetensors tensors = new Safetensors();
            fitted.arrays().forEach(array -> tensors.add(array.name(), array.shape(), array.values()));
            directory.write(ARRAYS, tensors::writeTo);
        }
        for (Map.Entry<String, List<String>> text : fitted.texts().entrySet()) {
            StringBuilder lines = new StringBuilder();
            text.getValue().forEach(line -> lines.append(line).append('\n'));
            directory.write(RunDirectory.TASK + "/" + text.getKey() + TEXT, lines.toString());
        }
    }

    /**
     * Reads the fitted state of a run.
     *
     * @param directory the run's directory
     * @return {@link FittedState#NONE} if nothing was stored, as for a task that fits nothing
     * @throws BadInputException if a file is malformed
     * @throws IOException if one cannot be read
     */
    public static FittedState read(Path directory) throws IOException, BadInputException {
        Path folder = directory.resolve(RunDirectory.TASK);
        if (!Files.isDirectory(folder)) {
            return FittedState.NONE;
        }
        Path arrays = directory.resolve(ARRAYS);
        List<StateArray> numbers = Files.isRegularFile(arrays) ? arrays(arrays) : List.of();
        Map<String, List<String>> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(TEXT) && !name.startsWith(".")) {
                    texts.put(name.substring(0, name.length() - TEXT.length()), lines(file));
                }
            }
        }
        try {
            return new FittedState(numbers, texts);
        } catch (IllegalArgumentException malformed) {
            throw new BadInputException("%s: %s".formatted(folder, malformed.getMessage()), malformed);
        }
    }

    private static List<StateArray> arrays(Path file) throws IOException, BadInputException {
        List<StateArray> arrays = new ArrayList<>();
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            for (Map.Entry<String, Tensor> entry : tensors.tensors().entrySet()) {
                Tensor tensor = entry.getValue();
                if (!tensor.type().equals(Safetensors.Type.F64.name())) {
                    throw new BadInputException("%s: tensor %s: %s, but what a task was fitted to is F64".formatted(
                            file, entry.getKey(), tensor.type()));
                }
                arrays.add(new StateArray(
                        entry.getKey(), tensor.shape().stream().map(Math::toIntExact).toList(),
                        tensors.readDoubles(tensor)));
            }
        } catch (ArithmeticException large) {
            throw new BadInputException("%s: an array is too large".formatted(file), large);
        }
        return arrays;
    }

    private static List<String> lines(Path file) throws IOException, BadInputException {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // Not split by the standard library, whose lines also end at a lone carriage return.
            List<String> lines = List.of(text.split("\n", -1));
            if (!lines.getLast().isEmpty()) {
                throw new BadInputException("%s: its last line is cut off".formatted(file));
            }
            return lines.subList(0, lines.size() - 1);
        } catch (CharacterCodingException malformed) {
            throw new BadInputException("%s: not UTF-8".formatted(file), malformed);
        }
    }
}
