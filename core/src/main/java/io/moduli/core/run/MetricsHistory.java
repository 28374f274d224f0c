package io.moduli.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.task.Metric;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pruning.MaskUpdate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The record of a run in its file of metrics, up to some moment.
 *
 * @param epochs the epochs that were done
 * @param stages the stages that were done
 * @param updates the updates of masks
 */
public record MetricsHistory(List<EpochReport> epochs, List<StageReport> stages, List<MaskUpdate> updates) {

    public MetricsHistory {
        epochs = List.copyOf(epochs);
        stages = List.copyOf(stages);
        updates = List.copyOf(updates);
    }

    /**
     * Reads the whole file, of a finished or a running run; an incomplete last line is ignored.
     *
     * @throws BadInputException if a line is not as it was written
     */
    public static MetricsHistory read(Path file) throws IOException, BadInputException {
        byte[] all = Files.readAllBytes(file);
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        return read(file, end);
    }

    /**
     * Reads the file up to some moment.
     *
     * @param bytes the length of the file at that moment
     * @throws BadInputException if it is shorter, or a line is not as it was written
     */
    static MetricsHistory read(Path file, long bytes) throws IOException, BadInputException {
        byte[] all = Files.readAllBytes(file);
        if (all.length < bytes) {
            throw new BadInputException("%s: it has %d bytes, but had %d when the run was kept".formatted(
                    file, all.length, bytes));
        }
        String text = new String(all, 0, Math.toIntExact(bytes), StandardCharsets.UTF_8);
        ObjectMapper json = new ObjectMapper();
        List<EpochReport> epochs = new ArrayList<>();
        List<StageReport> stages = new ArrayList<>();
        List<MaskUpdate> updates = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                JsonNode event = json.readTree(line);
                switch (event.path("event").asText()) {
                    case "epoch" -> epochs.add(epoch(event));
                    case "stage" -> stages.add(stage(event, epochs));
                    case MaskUpdateLine.EVENT -> updates.add(MaskUpdateLine.read(event));
                    default -> {}
                }
            } catch (JsonProcessingException malformed) {
                throw new BadInputException("%s:%d: not JSON: %s".formatted(
                        file, number, malformed.getOriginalMessage()), malformed);
            }
        }
        return new MetricsHistory(epochs, stages, updates);
    }

    private static EpochReport epoch(JsonNode line) {
        return new EpochReport(
                line.path("stage").asInt(),
                line.path("epoch").asInt(),
                line.path("step").asLong(),
                JsonNumbers.get(line, "loss"),
                JsonNumbers.get(line, "penalty"),
                JsonNumbers.get(line, "gradient_norm"),
                JsonNumbers.get(line, "learning_rate"),
                JsonNumbers.get(line, "sparsity"),
                line.has("validation_loss")
                        ? OptionalDouble.of(JsonNumbers.get(line, "validation_loss"))
                        : OptionalDouble.empty(),
                line.path("validation_metric").properties().stream()
                        .filter(entry -> !entry.getKey().endsWith(JsonNumbers.REASON))
                        .map(entry -> new Metric(
                                entry.getKey(), JsonNumbers.get(line.path("validation_metric"), entry.getKey())))
                        .findFirst(),
                line.path("best").asBoolean(),
                line.path("seconds").asDouble(),
                JsonNumbers.get(line, "batch_share"));
    }

    /** The number of steps of a stage is that of its last epoch. */
    private static StageReport stage(JsonNode line, List<EpochReport> epochs) {
        int number = line.path("stage").asInt();
        JsonNode values = line.path("metrics");
        List<Metric> metrics = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            boolean reason = entry.getKey().endsWith(JsonNumbers.REASON) && entry.getValue().isTextual();
            if (!reason) {
                metrics.add(new Metric(
                        entry.getKey(), JsonNumbers.get(values, entry.getKey()),
                        line.path("units").path(entry.getKey()).asText("")));
            }
        }
        long steps = epochs.stream().filter(epoch -> epoch.stage() == number).mapToLong(EpochReport::step).max()
                .orElse(0);
        return new StageReport(
                number, line.path("name").asText(), line.path("kind").asText(), line.path("seconds").asDouble(), steps,
                metrics);
    }
}
