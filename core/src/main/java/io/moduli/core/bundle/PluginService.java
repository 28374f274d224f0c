package io.moduli.core.bundle;

import io.moduli.api.Plugin;
import java.util.List;

/** The file in which a jar names its plugin. */
final class PluginService {

    /** The service that plugins offer. */
    static final String NAME = Plugin.class.getName();

    /** Where the jar says so. */
    static final String FILE = "META-INF/services/" + NAME;

    private PluginService() {}

    /** The classes that a service file names; text after {@code #} is a comment. */
    static List<String> providers(String text) {
        return text.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).distinct()
                .toList();
    }
}
