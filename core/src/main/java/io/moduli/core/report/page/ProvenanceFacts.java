package io.moduli.core.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a run was started and which versions it was made with, as facts for the head of a page. */
public final class ProvenanceFacts {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ROOT)
            .withLocale(Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private ProvenanceFacts() {}

    /**
     * Reads the facts.
     *
     * @param provenance the provenance of a run, as JSON; if it is malformed, the only fact says so
     */
    public static List<String> of(String provenance) {
        List<String> facts = new ArrayList<>();
        try {
            JsonNode made = new ObjectMapper().readTree(provenance);
            date(made.path("started").asText()).ifPresent(date -> facts.add("started " + date));
            text(made, "moduli").ifPresent(version -> facts.add("Moduli " + version));
            text(made, "java").ifPresent(version -> facts.add("Java " + version));
            text(made, "threads")
                    .ifPresent(threads -> facts.add(threads + (threads.equals("1") ? " thread" : " threads")));
            made.path("plugins").forEach(plugin -> text(plugin, "version").ifPresent(
                    version -> facts.add(plugin.path("id").asText() + " " + version)));
        } catch (JsonProcessingException unreadable) {
            facts.add("provenance unreadable: " + unreadable.getOriginalMessage());
        }
        return facts;
    }

    private static Optional<String> date(String instant) {
        try {
            return Optional.of(DATE.format(Instant.parse(instant)));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key).asText()).filter(text -> !text.isEmpty());
    }
}
