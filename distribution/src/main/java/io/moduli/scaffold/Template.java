package io.moduli.scaffold;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a project before its names are filled in.
 *
 * @param path where it belongs, from the project's folder, with placeholders
 * @param text what is in it, with placeholders such as {@code __name__}
 */
record Template(String path, String text) {

    private static final String MAIN = "src/main/java/__folder__/";
    private static final String TEST = "src/test/java/__folder__/";

    /** The templates of a kind: the plugin, three for what it begins with, and what all kinds share. */
    static List<Template> of(ComponentKind kind, Beginning beginning) throws IOException {
        String own = switch (beginning) {
            case WORKED -> kind + "/";
            case BLANK -> "blank/" + kind + "/";
        };
        String component = "__Name__" + kind.suffix();
        List<Template> templates = new ArrayList<>();
        templates.add(read(own + component + ".java", MAIN + component + ".java"));
        templates.add(read(kind + "/__Name__Plugin.java", MAIN + "__Name__Plugin.java"));
        templates.add(read(own + component + "Test.java", TEST + component + "Test.java"));
        templates.add(read(own + "pipeline.conf", "__name__.conf"));
        templates.add(read("shared/service", "src/main/resources/META-INF/services/io.moduli.api.Plugin"));
        templates.add(read("shared/pom.xml", "pom.xml"));
        templates.add(read("shared/README.md", "README.md"));
        templates.add(read("shared/gitignore", ".gitignore"));
        return templates;
    }

    private static Template read(String resource, String path) throws IOException {
        try (InputStream stream = Template.class.getResourceAsStream("templates/" + resource)) {
            if (stream == null) {
                throw new FileNotFoundException("templates/" + resource);
            }
            return new Template(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
