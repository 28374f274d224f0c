package io.moduli.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands and pipelines on the pages for users: README, and what is in {@code docs}. */
final class DocumentedCommands {

    private static final Path DOCUMENTS = Path.of("docs");

    /** A line of an indented or fenced block, with those that it goes on in. */
    private static final Pattern LINE = Pattern.compile("^(?: {4})?(?:[$] )?moduli ((?:.*\\\\\n)*.*)$",
            Pattern.MULTILINE);
    private static final Pattern INLINE = Pattern.compile("`moduli ([^`]+)`");
    private static final Pattern HOCON = Pattern.compile("^```hocon\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** A word of a shell: quoted, or up to a space. */
    private static final Pattern WORD = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+))+");

    /** What follows a command on the same line. */
    private static final Pattern EXPLANATION = Pattern.compile("^((?:'[^']*'|\"[^\"]*\"|[^'\"])*?)(?: {3,}| +#).*$");

    private DocumentedCommands() {}

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md")));
        try (Stream<Path> documents = Files.walk(DOCUMENTS)) {
            documents.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages.stream();
    }

    /** The words behind {@code moduli} of each command on a page; what stands for something else, as by dots, is left out. */
    static List<List<String>> of(Path page) throws IOException {
        String text = Files.readString(page);
        List<List<String>> commands = new ArrayList<>();
        Stream.concat(LINE.matcher(text).results(), INLINE.matcher(text).results()).map(match -> match.group(1))
                .map(command -> command.replace("\\\n", " ").replace("\n", " "))
                .map(command -> EXPLANATION.matcher(command).replaceFirst("$1"))
                .filter(command -> !command.contains("...") && !command.contains("…") && !command.contains("|"))
                .forEach(command -> commands.add(words(command)));
        return commands;
    }

    /** The pipelines on a page, or parts of one; other pages have manifests, experiments and what plugins write. */
    static List<String> hocon(Path page) throws IOException {
        if (page.startsWith(DOCUMENTS.resolve("cookbook")) || page.endsWith("distributions.md")
                || page.endsWith("experiments.md")) {
            return List.of();
        }
        return HOCON.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
    }

    private static List<String> words(String command) {
        return WORD.matcher(command).results().map(MatchResult::group).map(word -> word.replaceAll("['\"]", ""))
                .toList();
    }
}
