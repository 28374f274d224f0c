package io.moduli.scaffold;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A project for a new plugin.
 *
 * @param name of the plugin, its component and its pipeline
 * @param kind what the component is
 * @param beginning what it begins with
 * @param packageName the Java package of its classes
 */
public record PluginProject(String name, ComponentKind kind, Beginning beginning, String packageName) {

    private static final List<String> RESERVED = List.of("java", "javax", "io.moduli", "org.nd4j", "org.bytedeco",
            "org.slf4j");

    /**
     * A project of sound names.
     *
     * @param packageName the package; by default {@code example.} and the name without its hyphens
     * @throws BadInputException if a name cannot be used
     */
    public static PluginProject of(String name, ComponentKind kind, Beginning beginning, Optional<String> packageName)
            throws BadInputException {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new BadInputException(
                    "\"%s\" cannot name a plugin; use lower-case words joined by hyphens, such as %s"
                            .formatted(name, suggestion(name)));
        }
        String joined = name.replace("-", "");
        PluginProject project = new PluginProject(name, kind, beginning, packageName.orElse(
                "example." + joined + (SourceVersion.isKeyword(joined) ? "_" : "")));
        project.requirePackage();
        return project;
    }

    private static String suggestion(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-$", "");
        return words.isEmpty() ? "my-plugin" : words;
    }

    private void requirePackage() throws BadInputException {
        for (String part : packageName.split("\\.", -1)) {
            if (SourceVersion.isKeyword(part)) {
                throw new BadInputException("--package %s: \"%s\" is a keyword of Java".formatted(packageName, part));
            }
            if (!part.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new BadInputException("--package %s: \"%s\" cannot be a part of it; use letters, digits and "
                        .formatted(packageName, part) + "underscores, such as example.hyperbolic");
            }
        }
        for (String reserved : RESERVED) {
            if ((packageName + ".").startsWith(reserved + ".")) {
                throw new BadInputException("--package %s: %s is not for plugins; choose a package of your own"
                        .formatted(packageName, reserved));
            }
        }
    }

    /**
     * Checks that the names of the plugin and its component are not taken.
     *
     * @throws BadInputException if something installed has the name
     */
    public void requireFree(PluginRegistry installed) throws BadInputException {
        List<String> names = Stream.concat(installed.plugins().stream().map(plugin -> plugin.id()),
                installed.names(kind.extensionPoint()).stream()).toList();
        if (names.contains(name)) {
            throw new BadInputException(
                    "a plugin or %s is called \"%s\" already; choose another name (\"moduli plugins\""
                            .formatted(kind, name) + " lists those that are taken)");
        }
    }

    /**
     * Writes the project: all of it, or nothing.
     *
     * @param folder where to, empty or absent
     * @throws BadInputException if something is there, or the name makes a class that the api has
     * @throws IOException if it cannot be written
     */
    public void write(Path folder, DevelopmentKit kit) throws BadInputException, IOException {
        ProjectFolder.write(folder, files(kit));
    }

    /** The project's files and their contents. */
    Map<String, String> files(DevelopmentKit kit) throws IOException, BadInputException {
        String stem = stem();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("__name__", name);
        values.put("__Name__", stem);
        values.put("__package__", packageName);
        values.put("__kind__", kind.toString());
        values.put("__noun__", kind.noun());
        values.put("__description__", "The %s %s".formatted(kind.noun(), name));
        values.put("__beginning__", switch (beginning) {
            case WORKED -> "It begins as a worked example, %s, to be changed into yours.".formatted(kind.subject());
            case BLANK -> "It begins with the least code that keeps the contract of its kind, so its test passes: what "
                    + "fails later is due to the last change.";
        });
        values.put("__component__", stem + kind.suffix());
        values.put("__folder__", packageName.replace('.', '/'));
        values.put("__repository__", xml(kit.repository().toUri().toString()));
        values.put("__version__", kit.version());
        Map<String, String> files = new LinkedHashMap<>();
        for (Template template : Template.of(kind, beginning)) {
            files.put(filled(template.path(), values), filled(template.text(), values));
        }
        requireOwnClasses(files);
        return files;
    }

    /** The prefix of the names of its classes: {@code HalfPlane} for half-plane and for half-plane-space. */
    private String stem() {
        String words = Stream.of(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        String shorter = words.endsWith(kind.suffix())
                ? words.substring(0, words.length() - kind.suffix().length())
                : words;
        return shorter.isEmpty() ? words : shorter;
    }

    /** A class in the same package hides an import of the same name. */
    private void requireOwnClasses(Map<String, String> files) throws BadInputException {
        List<String> classes = files.keySet().stream().filter(path -> path.endsWith(".java"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length())).toList();
        for (String type : classes) {
            if (files.values().stream().anyMatch(text -> text.contains("." + type + ";\n"))) {
                throw new BadInputException(
                        "the name \"%s\" makes a class %s, but the api has one of that name; choose another name"
                                .formatted(name, type));
            }
        }
    }

    private static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
