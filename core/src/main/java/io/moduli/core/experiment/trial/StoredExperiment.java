package io.moduli.core.experiment.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.files.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The description of an experiment in its folder: everything that results need besides the outcomes of trials.
 *
 * @param name what it is called
 * @param axes what is changed from trial to trial
 * @param metrics the metrics that are compared
 * @param baseline the labels that others are compared with, by their axes
 * @param trials all trials that the folder has ever had, by their numbers
 */
record StoredExperiment(
        String name, List<ResultAxis> axes, List<String> metrics, LinkedHashMap<String, String> baseline,
        List<StoredTrial> trials) {

    /** The file. */
    static final String FILE = "experiment.json";

    StoredExperiment {
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        baseline = new LinkedHashMap<>(baseline);
        trials = List.copyOf(trials);
    }

    /**
     * A trial.
     *
     * @param number its number, from 1, which it keeps
     * @param labels its value on each axis
     * @param sha256 the checksum of its pipeline, without the settings that change no number
     * @param asked whether the experiment's file still asks for it
     */
    record StoredTrial(int number, List<String> labels, String sha256, boolean asked) {

        StoredTrial {
            labels = List.copyOf(labels);
        }
    }

    /**
     * Reads the description in a folder.
     *
     * @return empty if the folder is not that of an experiment
     * @throws BadInputException if its file is damaged
     */
    static Optional<StoredExperiment> read(Path folder) throws IOException, BadInputException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ObjectReader reader = new ObjectMapper().readerFor(StoredExperiment.class);
        try {
            return Optional.of(reader.readValue(Files.readAllBytes(file)));
        } catch (JsonProcessingException malformed) {
            throw new BadInputException("%s: is not as it was written: %s".formatted(
                    file, malformed.getOriginalMessage()), malformed);
        }
    }

    void write(Path folder) throws IOException {
        byte[] text = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(this);
        WholeFiles.write(folder.resolve(FILE), output -> output.write(text));
    }
}
