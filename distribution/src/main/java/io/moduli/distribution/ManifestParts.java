package io.moduli.distribution;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.SettingException;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.LoadedConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes of a manifest that is wrong as a whole what can be made of its settings one by one, so that all is told at once. */
final class ManifestParts {

    private final LoadedConfiguration configuration;
    private final Path workingFolder;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<String, EffectiveConfiguration> origins = new HashMap<>();

    private ManifestParts(LoadedConfiguration configuration, Path workingFolder) {
        this.configuration = configuration;
        this.workingFolder = workingFolder;
    }

    /**
     * Looks at the settings one by one.
     *
     * @param told what is wrong with the whole
     * @return the settings that are sound, with stopgaps for the others, and everything that is wrong
     */
    static LoadedManifest of(LoadedConfiguration configuration, Path workingFolder, List<Problem> told) {
        ManifestParts parts = new ManifestParts(configuration, workingFolder);
        parts.problems.addAll(told);
        parts.take("name", Name.class, Name::name, "");
        parts.take("version", Version.class, Version::version, "");
        parts.take("timestamp", Timestamp.class, Timestamp::timestamp, Optional.empty());
        DistributionManifest settings = new DistributionManifest("stopgap", "0", "",
                parts.take("plugins", Plugins.class, Plugins::plugins,
                        List.of(new PluginSource.Bundled(Optional.empty()))),
                parts.take("pipelines", Pipelines.class, Pipelines::pipelines, List.of()),
                parts.take("configuration", Configuration.class, Configuration::configuration, List.of()),
                parts.take("documents", Documents.class, Documents::documents, List.of()),
                parts.take("additions", Additions.class, Additions::additions, List.of()),
                parts.take("readme", Readme.class, Readme::readme, Optional.empty()),
                parts.platforms(),
                parts.take("runtime", Runtime.class, Runtime::runtime, false),
                Optional.empty());
        return new LoadedManifest(settings, List.copyOf(parts.problems), Map.copyOf(parts.origins));
    }

    private <P extends Record, T> T take(String key, Class<P> part, Function<P, T> value, T otherwise) {
        return switch (LoadedManifest.bind(configuration.only(key), workingFolder, part)) {
            case Binding.Bound<P> bound -> {
                origins.put(key, bound.effective());
                yield value.apply(bound.settings());
            }
            case Binding.Rejected<P> rejected -> {
                problems.addAll(rejected.problems());
                yield otherwise;
            }
        };
    }

    private List<String> platforms() {
        List<String> sound = new ArrayList<>();
        List<String> written = take("platforms", PlatformNames.class, PlatformNames::platforms, List.of());
        for (int index = 0; index < written.size(); index++) {
            String platform = written.get(index);
            Optional<String> refusal = DistributionManifest.refusal(platform, sound);
            if (refusal.isPresent()) {
                String key = "platforms." + index;
                Optional.ofNullable(origins.get("platforms"))
                        .ifPresent(origin -> problems.add(origin.problem(key, refusal.get())));
            } else {
                sound.add(platform);
            }
        }
        return sound;
    }

    record Name(String name) {

        Name {
            DistributionManifest.requireFileName("name", name);
        }
    }

    record Version(String version) {

        Version {
            DistributionManifest.requireFileName("version", version);
        }
    }

    record Timestamp(Optional<String> timestamp) {

        Timestamp {
            timestamp.ifPresent(DistributionManifest::requireTime);
        }
    }

    record Plugins(List<PluginSource> plugins) {

        Plugins {
            if (plugins.isEmpty()) {
                throw new SettingException("plugins", DistributionManifest.NO_PLUGIN);
            }
        }
    }

    record Pipelines(@Default("[]") List<PipelineSource> pipelines) {
    }

    record Configuration(@Default("[]") List<Path> configuration) {
    }

    record Documents(@Default("[]") List<Path> documents) {
    }

    record Additions(@Default("[]") List<Path> additions) {
    }

    record Readme(Optional<Path> readme) {
    }

    record PlatformNames(@Default("[]") List<String> platforms) {
    }

    record Runtime(@Default("false") boolean runtime) {
    }
}
