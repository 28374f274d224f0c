package io.moduli.cli;

import io.moduli.core.config.text.ConfigurationSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Lists the built-in experiments. */
@Command(name = "list", customSynopsis = "moduli experiment list", description = "Lists the experiments that are built in, which \"moduli experiment run\" runs by their names.")
final class ExperimentListCommand implements Callable<Integer> {

    private static final Pattern SENTENCE = Pattern.compile("^.*?[.?](?= )");

    private final Console console;

    ExperimentListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BuiltIns experiments = BuiltIns.experiments(console.classPath());
        TextTable table = new TextTable(List.of("Experiment", "Is about"));
        for (String name : experiments.names()) {
            table.add(name, experiments.find(name).map(ExperimentListCommand::question).orElse(""));
        }
        table.print(console);
        return ExitStatus.DONE;
    }

    /** The first sentence of the comment that a file begins with. */
    private static String question(ConfigurationSource source) {
        String comment = source instanceof ConfigurationSource.Text text
                ? text.content().lines().takeWhile(line -> line.startsWith("#")).map(line -> line.substring(1).strip())
                        .collect(Collectors.joining(" "))
                : "";
        Matcher sentence = SENTENCE.matcher(comment);
        return sentence.find() ? sentence.group() : comment;
    }
}
