package io.moduli.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.Input;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.config.problem.BadInputException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a file records about its network beyond the names and shapes of tensors. It is stored in the metadata of the
 * safetensors format, so that a file is enough to use its network; files of other programs do not have it.
 *
 * @param cell the cell with its settings, as in a pipeline, in JSON
 * @param input {@code dense} or {@code tokens}
 * @param readOut {@code last-step} or {@code every-step}
 */
public record NetworkDescription(Optional<String> cell, Optional<String> input, Optional<String> readOut) {

    private static final String CELL = "moduli.cell";
    private static final String INPUT = "moduli.input";
    private static final String READ_OUT = "moduli.read-out";

    /**
     * The description of a network that is trained here.
     *
     * @param cell the cell with its settings, as in a pipeline, in JSON
     */
    public static NetworkDescription of(String cell, TaskShape task) {
        return new NetworkDescription(
                Optional.of(cell),
                Optional.of(task.input() instanceof Input.Tokens ? "tokens" : "dense"),
                Optional.of(task.readOut().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    /**
     * The description in a file.
     *
     * @throws BadInputException if it does not describe a cell
     */
    public static NetworkDescription of(SafetensorsReader tensors) throws BadInputException {
        Map<String, String> said = tensors.metadata();
        NetworkDescription description = new NetworkDescription(
                Optional.ofNullable(said.get(CELL)), Optional.ofNullable(said.get(INPUT)),
                Optional.ofNullable(said.get(READ_OUT)));
        try {
            description.standardCell();
            return description;
        } catch (IllegalArgumentException malformed) {
            throw new BadInputException(
                    "%s: its metadata: %s".formatted(tensors.path(), malformed.getMessage()), malformed);
        }
    }

    /** The same for a file's metadata. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        cell.ifPresent(text -> metadata.put(CELL, text));
        input.ifPresent(text -> metadata.put(INPUT, text));
        readOut.ifPresent(text -> metadata.put(READ_OUT, text));
        return metadata;
    }

    /** When the network's task reads outputs; after every step if the file does not say. */
    public ReadOut whenRead() {
        return readOut.filter("last-step"::equals).isPresent() ? ReadOut.LAST_STEP : ReadOut.EVERY_STEP;
    }

    /** The name of the cell, such as {@code lstm}; empty if the file does not say. */
    public Optional<String> cellType() {
        return cell.map(text -> json(text).path("type").asText());
    }

    /** The cell, if it is one of the standard ones. */
    public Optional<RecurrentCell> standardCell() {
        return cell.flatMap(text -> switch (json(text).path("type").asText()) {
            case "elman" -> Optional.of(StandardCells.elman(json(text).path("activation").asText("tanh")));
            case "gru" -> Optional.of(StandardCells.gru());
            case "lstm" -> Optional.of(StandardCells.lstm());
            default -> Optional.empty();
        });
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("%s is not JSON: %s".formatted(CELL, text), malformed);
        }
    }
}
