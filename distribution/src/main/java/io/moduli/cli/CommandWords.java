package io.moduli.cli;

import java.util.Optional;
import picocli.CommandLine;

/**
 * The names of commands, for messages to users who write one where something else is expected.
 *
 * @param root the command that contains the others
 */
record CommandWords(CommandLine root) {

    /** What a word does as a command; empty if it is not one. */
    Optional<String> hint(String word) {
        if (root.getSubcommands().containsKey(word)) {
            return Optional.of("\"%s\" is a command of its own; see \"moduli help %s\"".formatted(word, word));
        }
        for (CommandLine group : root.getSubcommands().values()) {
            if (group.getSubcommands().containsKey(word)) {
                return Optional.of("\"%s\" is a command of \"moduli %s\"; see \"moduli help %s %s\"".formatted(
                        word, group.getCommandName(), group.getCommandName(), word));
            }
        }
        return Optional.empty();
    }
}
