package io.moduli.core.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Head;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The head of a run's report: its question in a line, and when and with what it was made. */
final class RunHead {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ROOT)
            .withLocale(Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private RunHead() {}

    static Head of(ReportSource source) {
        return new Head(source.name() + ": " + source.outcome(), question(source), facts(source));
    }

    /** Task, network, space, inhibitor, target and seed, as far as the configuration names them. */
    private static String question(ReportSource source) {
        List<String> parts = new ArrayList<>();
        Config configuration;
        try {
            configuration = ConfigFactory.parseString(source.configuration());
        } catch (ConfigException unreadable) {
            return "Seed " + source.seed();
        }
        string(configuration, "task.type").ifPresent(parts::add);
        string(configuration, "network.cell.type").ifPresent(cell -> parts.add("%s%s%s".formatted(
                cell, string(configuration, "network.hidden").map(units -> " of " + units + " units").orElse(""),
                string(configuration, "network.layers").filter(layers -> !layers.equals("1"))
                        .map(layers -> " in each of " + layers + " layers").orElse(""))));
        first(configuration, "network.geometry").flatMap(geometry -> string(geometry, "space.type"))
                .ifPresent(space -> parts.add("units on a " + space));
        all(configuration, "regularizers").forEach(regularizer -> parts.add(regularizer(regularizer)));
        source.terms().removal().ifPresent(removal -> parts.add("%s to remove %s of the weights".formatted(
                string(configuration, "pruner.type").orElse("a pruner"), ReadableNumber.percent(removal.asked()))));
        parts.add("seed " + source.seed());
        String line = String.join("; ", parts);
        return Character.toUpperCase(line.charAt(0)) + line.substring(1);
    }

    private static String regularizer(Config regularizer) {
        return "regularizer %s%s%s".formatted(
                string(regularizer, "type").orElse(""),
                string(regularizer, "inhibitor.type").map(inhibitor -> " with the inhibitor " + inhibitor).orElse(""),
                string(regularizer, "strength").map(strength -> ", strength " + strength).orElse(""));
    }

    private static List<String> facts(ReportSource source) {
        List<String> facts = new ArrayList<>();
        try {
            JsonNode made = new ObjectMapper().readTree(source.provenance());
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

    private static Optional<String> string(Config config, String path) {
        if (!config.hasPath(path)) {
            return Optional.empty();
        }
        return Optional.of(switch (config.getAnyRef(path)) {
            case Number number -> ReadableNumber.of(number.doubleValue(), 6);
            case Object other -> String.valueOf(other);
        });
    }

    /** An object, or the first one of a list. */
    private static Optional<Config> first(Config config, String path) {
        return all(config, path).stream().findFirst();
    }

    private static List<Config> all(Config config, String path) {
        if (!config.hasPath(path)) {
            return List.of();
        }
        return switch (config.getValue(path)) {
            case ConfigList list -> list.stream().filter(ConfigObject.class::isInstance)
                    .map(ConfigObject.class::cast).map(ConfigObject::toConfig).toList();
            case ConfigObject object -> List.of(object.toConfig());
            case ConfigValue _ -> List.of();
        };
    }
}
