package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Parses a document with its includes, keeping track of the current document. */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {

    private static final List<String> EXTENSIONS = List.of("", ".conf", ".json");

    private final SourceFiles files;
    private final Deque<SourceFiles.Document> open = new ArrayDeque<>();

    Includes(SourceFiles files) {
        this.files = files;
    }

    Config parse(SourceFiles.Document document, ConfigParseOptions options) {
        open.push(document);
        files.keep(document);
        try {
            return ConfigFactory.parseString(document.content(),
                    options.setOriginDescription(document.name()).setIncluder(this));
        } finally {
            open.pop();
        }
    }

    /** {@code include "name"}. */
    @Override
    public ConfigObject include(ConfigIncludeContext context, String name) {
        if (name.contains("://")) {
            throw unusable(name, "nothing is included from the network; download the file and include that");
        }
        return includeFromFolder(context, name);
    }

    /** {@code include file("name")}. */
    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File file) {
        return includeFromFolder(context, file.getPath());
    }

    /** {@code include classpath("name")}. */
    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String name) {
        String resource = name.startsWith("/") ? name.substring(1) : name;
        try {
            ClassLoader loader = context.parseOptions().getClassLoader();
            return ConfigurationSource.resource(loader, resource, "classpath " + resource)
                    .map(ConfigurationSource.Text.class::cast)
                    .map(text -> parse(new SourceFiles.Document(text.name(), text.content()), context.parseOptions())
                            .root())
                    .orElseThrow(() -> unusable(name, "there is no such class path resource"));
        } catch (IOException e) {
            throw unusable(name, "the class path resource cannot be read: " + e);
        }
    }

    /** {@code include url("…")}. */
    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
        throw unusable(url.toString(), "nothing is included from the network; download the file and include that");
    }

    /** No fallback is needed: every form of include is handled here. */
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    private ConfigObject includeFromFolder(ConfigIncludeContext context, String name) {
        if (!files.isFile(current().name())) {
            throw unusable(name, "only a file can include anything but classpath(\"…\") resources");
        }
        Path file = existing(name);
        SourceFiles.Document document = files.read(file);
        if (open.stream().anyMatch(outer -> outer.name().equals(document.name()))) {
            throw unusable(name, document.name() + " includes itself");
        }
        return parse(document, context.parseOptions()).root();
    }

    private Path existing(String name) {
        Path folder = files.folder(current().name());
        for (String extension : EXTENSIONS) {
            try {
                Path file = folder.resolve(name + extension);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            } catch (InvalidPathException e) {
                throw unusable(name, "is not a path: " + e.getReason());
            }
        }
        throw unusable(name, "there is no such file in " + folder);
    }

    private SourceFiles.Document current() {
        return open.element();
    }

    /** The library does not report the position of an include, but it can be found in the text. */
    private SourceFiles.Unusable unusable(String name, String message) {
        List<String> lines = current().content().lines().toList();
        int line = 0;
        for (int i = 0; i < lines.size() && line == 0; i++) {
            boolean isIt = lines.get(i).contains("include") && lines.get(i).contains(name);
            line = isIt ? i + 1 : 0;
        }
        Origin origin = files.origin(current().name(), line);
        return new SourceFiles.Unusable(new Problem(origin, "", "include \"" + name + "\": " + message));
    }
}
