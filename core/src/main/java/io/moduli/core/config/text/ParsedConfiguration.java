package io.moduli.core.config.text;

import com.typesafe.config.Config;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.problem.Problems;
import java.util.List;
import java.util.Optional;

/** A configuration that has been parsed with all its includes; its substitutions are not resolved. */
public final class ParsedConfiguration {

    private final String name;
    private final SourceFiles files;
    private final Optional<Config> root;
    private final List<Problem> problems;

    ParsedConfiguration(String name, SourceFiles files, Optional<Config> root, List<Problem> problems) {
        this.name = name;
        this.files = files;
        this.root = root;
        this.problems = List.copyOf(problems);
    }

    /** Whether other settings may refer to this one by a substitution. */
    public boolean substitutes(String path) {
        return files.substitute(path);
    }

    /**
     * The configuration with settings from elsewhere, resolved.
     *
     * @param settings settings of another file that replace some of these; their problems are reported at that file
     * @param overrides those of the command line, as {@link ConfigurationLoader#load} has them; they win
     */
    public LoadedConfiguration with(List<SettingOverride> settings, List<String> overrides) {
        Problems found = new Problems();
        found.addAll(problems);
        Optional<RawValue.Mapping> resolved = Optional.empty();
        try {
            Overrides given = Overrides.parse(settings, overrides, files, found);
            resolved = root.map(config -> given.above(config, files, found))
                    .flatMap(overridden -> new Substitutions(files, found).resolve(overridden))
                    .map(config -> given.into(config, files, found))
                    .map(config -> files.rawValues().mapping(config.root()));
        } catch (SourceFiles.Unusable e) {
            found.add(e.problem());
        } catch (StackOverflowError tooDeep) {
            found.add(files.origin(name, 0), "", RawValues.TOO_DEEP);
        }
        return new LoadedConfiguration(resolved, found.sorted(), files.order(name));
    }
}
