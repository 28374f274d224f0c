package io.moduli.verification;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Settings that components are tried with, by the name of the kind and that of the component. A bundle brings them in its
 * jar as {@value #FILE}, HOCON such as {@code sparsity-schedule { linear = [{ target = 0.9, epochs = 20 }] }}: settings, or
 * a list of them to be tried one after the other.
 */
public final class SampleSettings {

    /** Where in its jar a bundle has them. */
    public static final String FILE = "META-INF/moduli/verify.conf";

    private final Map<String, List<String>> samples;

    private SampleSettings(Map<String, List<String>> samples) {
        this.samples = Map.copyOf(samples);
    }

    /** None at all. */
    public static SampleSettings none() {
        return new SampleSettings(Map.of());
    }

    /**
     * Those of a bundle; none if its jar has no such file.
     *
     * @param jar the plugin's
     * @throws IllegalArgumentException if it is not what it should be; the message can be read behind the file's name
     */
    static SampleSettings ofJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(FILE);
            if (entry == null) {
                return none();
            }
            try (InputStream content = zip.getInputStream(entry)) {
                return parse(new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private static SampleSettings parse(String text) {
        Map<String, List<String>> samples = new HashMap<>();
        ConfigObject root = hocon(text);
        List<String> kinds = ExtensionPoint.all().stream().map(ExtensionPoint::name).toList();
        root.forEach((kind, named) -> {
            if (!kinds.contains(kind)) {
                throw new IllegalArgumentException("\"%s\" is not a kind of component%s; there are %s".formatted(kind,
                        Nearest.hint(kind, kinds), String.join(", ", kinds)));
            }
            if (!(named instanceof ConfigObject components)) {
                throw new IllegalArgumentException("%s must hold settings by the names of components".formatted(kind));
            }
            components.forEach((name, value) -> samples.put(key(kind, name), list(value)));
        });
        return new SampleSettings(samples);
    }

    /**
     * Adds settings from the command line, which then are the only ones for their component.
     *
     * @param assignments each {@code name={…}} or {@code kind.name={…}}
     * @param components those that may be meant
     * @throws IllegalArgumentException if one is malformed or names no component; the message quotes it
     */
    public SampleSettings with(List<String> assignments, List<InstalledComponent<?>> components) {
        Map<String, List<String>> all = new HashMap<>(samples);
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(
                        "\"%s\" are not settings of a component, which are written name={…}".formatted(assignment));
            }
            String name = parts[0].strip();
            List<InstalledComponent<?>> meant = components.stream().filter(component -> component.name().equals(name)
                    || key(component).equals(name)).toList();
            if (meant.isEmpty()) {
                TreeSet<String> names = new TreeSet<>();
                components.forEach(component -> names.add(component.name()));
                throw new IllegalArgumentException("no component is called \"%s\"%s; there are %s".formatted(name,
                        Nearest.hint(name, names), String.join(", ", names)));
            }
            List<String> settings;
            try {
                settings = list(hocon("settings = " + parts[1]).toConfig().getValue("settings"));
            } catch (ConfigException | IllegalArgumentException e) {
                throw new IllegalArgumentException("the settings of %s: %s".formatted(name, e.getMessage()), e);
            }
            meant.forEach(component -> all.put(key(component), settings));
        }
        return new SampleSettings(all);
    }

    /** The settings to try a component with, each an object in HOCON; empty if there are none for it. */
    Optional<List<String>> of(InstalledComponent<?> component) {
        return Optional.ofNullable(samples.get(key(component)));
    }

    private static String key(InstalledComponent<?> component) {
        return key(component.extensionPoint().name(), component.name());
    }

    private static String key(String kind, String name) {
        return kind + "." + name;
    }

    private static ConfigObject hocon(String text) {
        try {
            Config config = ConfigFactory.parseString(text);
            return config.resolve().root();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> list(ConfigValue value) {
        List<ConfigValue> values = new ArrayList<>();
        if (value instanceof ConfigList many) {
            values.addAll(many);
        } else {
            values.add(value);
        }
        List<String> rendered = new ArrayList<>();
        for (ConfigValue each : values) {
            if (!(each instanceof ConfigObject settings)) {
                throw new IllegalArgumentException("settings are written { name = value … }, not " + each.render(
                        ConfigRenderOptions.concise()));
            }
            // An object at the root is rendered without its braces, unless it is empty.
            String text = settings.render(ConfigRenderOptions.concise().setJson(false));
            rendered.add(settings.isEmpty() ? text : "{" + text + "}");
        }
        return rendered;
    }
}
