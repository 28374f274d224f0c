package io.moduli.cli;

import io.moduli.install.BundleInstaller;
import io.moduli.install.InstallException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a bundle. */
@Command(name = "remove", description = "Removes a plugin.")
final class PluginRemoveCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "The bundle's name, as \"moduli plugins\" lists it.")
    private String name = "";

    PluginRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BundleInstaller installer = new BundleInstaller(console.onePluginsFolder(), console.classPath(),
                line -> console.err().println(line));
        try {
            console.out().println("removed " + installer.remove(name));
        } catch (InstallException e) {
            throw new BadArgumentException(e.lines().stream().map(line -> "moduli: " + line).toList());
        }
        return ExitStatus.DONE;
    }
}
