package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads configurations: parses HOCON, follows includes, applies the overrides of the command line and resolves
 * substitutions, from environment variables if the configuration itself has no value.
 *
 * <p>Three things are stricter than in plain HOCON. An included file must exist: silently skipping one would change an
 * experiment unnoticed. Includes of every form are relative to the file that contains them, and nothing is included
 * from the network. Files are UTF-8.
 */
public final class ConfigurationLoader {

    private final Path workingFolder;

    /**
     * @param workingFolder the folder that relative paths on the command line refer to; files below it are shown
     *     relative to it
     */
    public ConfigurationLoader(Path workingFolder) {
        this.workingFolder = workingFolder.toAbsolutePath().normalize();
    }

    /**
     * Reads one configuration.
     *
     * @param source where from
     * @param overrides each {@code path=value}, the value in HOCON; {@code regularizers.0.strength=0.1} reaches into
     *     lists, {@code path+=value} appends to one. Later ones win over earlier ones, and those that reach into lists
     *     over those that do not. Objects are merged; but if an override names a {@code type} that differs from the
     *     configuration's, nothing of the configuration's object is kept.
     */
    public LoadedConfiguration load(ConfigurationSource source, List<String> overrides) {
        return load(source, List.of(), overrides);
    }

    /**
     * Reads one configuration with settings from elsewhere.
     *
     * @param source where from
     * @param settings settings of another file that replace some of these; their problems are reported at that file
     * @param overrides as for {@link #load(ConfigurationSource, List)}; they win over the settings
     */
    public LoadedConfiguration load(
            ConfigurationSource source, List<SettingOverride> settings, List<String> overrides) {
        return parse(source).with(settings, overrides);
    }

    /** Parses a configuration that will be combined with many different settings from elsewhere. */
    public ParsedConfiguration parse(ConfigurationSource source) {
        SourceFiles files = new SourceFiles(workingFolder);
        Problems problems = new Problems();
        Optional<Config> root = Optional.empty();
        String name = files.name(source);
        try {
            root = parse(source, files, problems);
        } catch (SourceFiles.Unusable e) {
            problems.add(e.problem());
        } catch (StackOverflowError tooDeep) {
            // The library recurses as deeply as the text is nested.
            problems.add(files.origin(name, 0), "", RawValues.TOO_DEEP);
        }
        return new ParsedConfiguration(name, files, root, problems.sorted());
    }

    private Optional<Config> parse(ConfigurationSource source, SourceFiles files, Problems problems) {
        try {
            return switch (source) {
                case ConfigurationSource.File file ->
                    parse(files.read(workingFolder.resolve(file.path())), files, problems);
                case ConfigurationSource.Text text ->
                    parse(new SourceFiles.Document(text.name(), text.content()), files, problems);
                case ConfigurationSource.Values values ->
                    unlessEmpty(ConfigFactory.parseMap(values.values(), values.name()), values.name(), files, problems);
            };
        } catch (ConfigException.BugOrBroken unsupported) {
            // Only values from code can have a type that HOCON does not know.
            String name = source instanceof ConfigurationSource.Values values ? values.name() : "";
            problems.add(files.origin(name, 0), "", HoconText.message(unsupported).replace("bug in method caller: ", "")
                    + "; values are texts, numbers, truth values, and lists and maps of these");
        } catch (ConfigException e) {
            Origin origin = e.origin() == null ? files.commandLine() : files.rawValues().origin(e.origin());
            problems.add(origin, "", HoconText.message(e));
        }
        return Optional.empty();
    }

    private static Optional<Config> parse(SourceFiles.Document document, SourceFiles files, Problems problems) {
        Config parsed = new Includes(files).parse(document, ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF).setClassLoader(ConfigurationLoader.class.getClassLoader()));
        return unlessEmpty(parsed, document.name(), files, problems);
    }

    private static Optional<Config> unlessEmpty(Config parsed, String name, SourceFiles files, Problems problems) {
        if (parsed.root().isEmpty()) {
            problems.add(files.origin(name, 0), "", "is empty: it sets nothing at all");
            return Optional.empty();
        }
        return Optional.of(parsed);
    }
}
