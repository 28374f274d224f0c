package io.moduli.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of this command, on the same Java, with the same plugins. */
record ChildCommand(Console console) {

    /** The words of the command, the program first. */
    List<String> of(List<String> arguments) {
        List<String> words = new ArrayList<>(program());
        console.morePlugins().get().forEach(folder -> {
            words.add("--plugins");
            words.add(console.workingFolder().resolve(folder).toString());
        });
        words.addAll(arguments);
        return words;
    }

    /**
     * The launcher of the distribution, which sizes each process to the machine; without one, this Java with its own
     * options.
     */
    private List<String> program() {
        if (console.home().isPresent()) {
            Path bin = console.home().get().resolve("bin");
            Path script = bin.resolve("moduli");
            return List.of((Files.isExecutable(script) ? script : bin.resolve("moduli.cmd")).toString());
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Main.class.getName());
        return words;
    }
}
