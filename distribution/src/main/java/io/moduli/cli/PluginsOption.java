package io.moduli.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which folder of plugins a command is about. */
final class PluginsOption {

    @Option(names = "--plugins", paramLabel = "DIR", description = "The folder of plugins; by default that of this distribution.")
    private Optional<Path> folder = Optional.empty();

    /** The folder, which need not be there. */
    Path in(Console console) {
        return folder.map(given -> console.workingFolder().resolve(given)).or(console::plugins)
                .orElseThrow(() -> new BadArgumentException("moduli: this is run from no distribution, so there is no "
                        + "folder of plugins; name one with --plugins DIR"));
    }
}
