package io.moduli.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The manual page of a command, generated from its help, for {@code man} (the macros of man(7)).
 *
 * @param command the command
 * @param version of Moduli
 */
record ManualPage(CommandSpec command, String version) {

    /** The name of its file, such as {@code moduli-plugin-new.1}. */
    String fileName() {
        return name(command) + ".1";
    }

    String text() {
        UsageMessageSpec usage = command.usageMessage();
        List<String> lines = new ArrayList<>();
        lines.add(".TH \"%s\" 1 \"\" \"Moduli %s\" \"Moduli\"".formatted(name(command).toUpperCase(Locale.ROOT),
                version));
        lines.add(".SH NAME");
        lines.add(escaped(name(command)) + " \\- " + escaped(summary(usage)));
        lines.add(".SH SYNOPSIS");
        lines.add(escaped(synopsis(usage)));
        lines.add(".SH DESCRIPTION");
        Stream.of(usage.description()).map(ManualPage::escaped).forEach(lines::add);
        arguments(lines);
        options(lines);
        commands(lines);
        footer(List.of(usage.footer()), lines);
        exitStatus(usage.exitCodeList(), lines);
        return String.join("\n", lines) + "\n";
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private String synopsis(UsageMessageSpec usage) {
        return usage.customSynopsis().length > 0
                ? String.join(" ", usage.customSynopsis())
                : command.qualifiedName() + " COMMAND";
    }

    /** The first sentence of the description. */
    private static String summary(UsageMessageSpec usage) {
        String text = String.join(" ", usage.description());
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end)).replaceFirst("\\.$", "");
    }

    private void arguments(List<String> lines) {
        List<PositionalParamSpec> arguments = command.positionalParameters();
        if (!arguments.isEmpty()) {
            lines.add(".SH ARGUMENTS");
            arguments.forEach(argument -> entry("\\fI" + escaped(argument.paramLabel()) + "\\fR",
                    List.of(argument.description()), lines));
        }
    }

    private void options(List<String> lines) {
        lines.add(".SH OPTIONS");
        for (OptionSpec option : command.options()) {
            String names = Stream.of(option.names()).map(name -> "\\fB" + escaped(name) + "\\fR")
                    .collect(Collectors.joining(", "));
            String value = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
            entry(names + value, List.of(option.description()), lines);
        }
    }

    private void commands(List<String> lines) {
        if (!command.subcommands().isEmpty()) {
            lines.add(".SH COMMANDS");
            command.subcommands().values().forEach(below -> entry(
                    "\\fB" + escaped(name(below.getCommandSpec())) + "\\fR(1)",
                    List.of(summary(below.getCommandSpec().usageMessage())), lines));
        }
    }

    /** Headings end with a colon; below one, lines stay as they are. */
    private static void footer(List<String> footer, List<String> lines) {
        boolean open = false;
        for (String line : footer) {
            if (line.endsWith(":") && !line.startsWith(" ")) {
                lines.addAll(open ? List.of(".fi") : List.of());
                lines.add(".SH " + escaped(heading(line.substring(0, line.length() - 1))));
                lines.add(".nf");
                open = true;
            } else if (!line.isEmpty()) {
                lines.add(escaped(line.strip()));
            }
        }
        lines.addAll(open ? List.of(".fi") : List.of());
    }

    /** In capitals, unless it contains an option. */
    private static String heading(String text) {
        return text.contains("-") ? text : text.toUpperCase(Locale.ROOT);
    }

    private static void exitStatus(Map<String, String> statuses, List<String> lines) {
        if (!statuses.isEmpty()) {
            lines.add(".SH EXIT STATUS");
            statuses.forEach((status, meaning) -> entry("\\fB" + status + "\\fR", List.of(meaning), lines));
        }
    }

    private static void entry(String term, List<String> description, List<String> lines) {
        lines.add(".TP");
        lines.add(term);
        description.stream().map(ManualPage::escaped).forEach(lines::add);
    }

    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
