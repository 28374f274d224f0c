package io.moduli.distribution;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.SettingException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All settings of a manifest. */
@Description("A distribution: Moduli with chosen plugins, pipelines and configuration in one archive")
public record DistributionManifest(
        @Description("The distribution's name, which its archives are called after") String name,
        @Description("The distribution's version") String version,
        @Default("\"\"") @Description("What it is, in one line") String description,
        @Description("The plugins of the distribution, and no others") List<PluginSource> plugins,
        @Default("[]") @Description("Pipelines, which go to examples/ and can then be run by their names") List<PipelineSource> pipelines,
        @Default("[]") @Description("Files, and folders of files, for conf/; they take the place of Moduli's own of the same name") List<Path> configuration,
        @Default("[]") @Description("Files, and folders of files, for docs/, beside Moduli's own") List<Path> documents,
        @Default("[]") @Description("Jars, and folders of them, for additions/, such as the engine for experiments on Spark") List<Path> additions,
        @Description("A README.md instead of the one that the build writes") Optional<Path> readme,
        @Default("[]") @Description("The platforms to make an archive for, of linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64 and windows-x86_64; by default the one that builds") List<String> platforms,
        @Default("false") @Description("Whether to include the Java that builds it, so that none needs to be installed") boolean runtime,
        @Description("The time that all files get, such as 2026-01-01T00:00:00Z; by default that of SOURCE_DATE_EPOCH, or else 1980-02-01") Optional<String> timestamp) {

    static final String NO_PLUGIN = "there is none, so nothing could be trained; add one such as "
            + "{ type = bundled, id = moduli-standard }";

    private static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._+-]*";

    /** The first day that zip archives can represent in every time zone. */
    private static final Instant EARLIEST = Instant.parse("1980-01-02T00:00:00Z");

    /** The last year that they can represent. */
    private static final Instant LATEST = Instant.parse("2107-12-30T00:00:00Z");

    public DistributionManifest {
        requireFileName("name", name);
        requireFileName("version", version);
        if (plugins.isEmpty()) {
            throw new SettingException("plugins", NO_PLUGIN);
        }
        for (int index = 0; index < platforms.size(); index++) {
            Optional<String> refused = refusal(platforms.get(index), platforms.subList(0, index));
            if (refused.isPresent()) {
                throw new SettingException("platforms." + index, refused.get());
            }
        }
        timestamp.ifPresent(DistributionManifest::requireTime);
    }

    /** The time of all files, if the manifest sets it. */
    Optional<Instant> time() {
        return timestamp.map(Instant::parse);
    }

    /** A time that the archives can represent, in whole seconds. */
    static Instant requireTime(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.getNano() == 0 && !time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below, as for times that are out of reach
        }
        throw new SettingException("timestamp",
                "\"%s\" is not a time such as 2026-01-01T00:00:00Z, in whole seconds, from %s to %s".formatted(text,
                        EARLIEST,
                        LATEST));
    }

    /** Why an archive cannot be made for a platform after those for others; empty if it can. */
    static Optional<String> refusal(String platform, List<String> others) {
        return others.contains(platform)
                ? Optional.of(platform + " is there already")
                : Platforms.refusal(platform);
    }

    static void requireFileName(String key, String text) {
        if (!text.matches(FILE_NAME)) {
            throw new SettingException(key,
                    "\"%s\" cannot be part of a file's name: use letters, digits, points, plus signs, hyphens and "
                            .formatted(text) + "underscores");
        }
    }
}
