package io.moduli.core.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Head;
import io.moduli.core.report.page.ProvenanceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The head of a run's report: its question in a line, and when and with which software it was made. */
final class RunHead {

    private RunHead() {}

    static Head of(ReportSource source) {
        return new Head(source.name() + ": " + source.outcome(), question(source),
                ProvenanceFacts.of(source.provenance()));
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
