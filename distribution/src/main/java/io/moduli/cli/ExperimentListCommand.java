package io.moduli.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the experiments that come along. */
@Command(name = "list", customSynopsis = "moduli experiment list", description = "Lists the experiments that are built in, which \"moduli experiment run\" runs by their names.")
final class ExperimentListCommand implements Callable<Integer> {

    private final Console console;

    ExperimentListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BuiltIns.experiments(console.classPath()).names().forEach(console.out()::println);
        return ExitStatus.DONE;
    }
}
