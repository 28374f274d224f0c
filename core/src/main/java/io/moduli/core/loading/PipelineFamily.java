package io.moduli.core.loading;

import io.moduli.api.task.OpenTask;
import io.moduli.core.config.text.ParsedConfiguration;
import io.moduli.core.config.text.SettingOverride;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Many variants of one pipeline: its text is parsed once, and identical tasks are opened once, until this is closed. */
public final class PipelineFamily implements AutoCloseable {

    private final PipelineLoader loader;
    private final ParsedConfiguration parsed;
    private final SharedTasks tasks = new SharedTasks();

    PipelineFamily(PipelineLoader loader, ParsedConfiguration parsed) {
        this.loader = loader;
        this.parsed = parsed;
    }

    /** Whether other settings may refer to a setting by a substitution. */
    public boolean substitutes(String path) {
        return parsed.substitutes(path);
    }

    /**
     * Reads one of the variants.
     *
     * @param settings what differs from the pipeline; their problems are reported where they were written
     */
    public PipelineLoading load(List<SettingOverride> settings) {
        return loader.load(parsed.with(settings, List.of()), Optional.empty(), tasks);
    }

    /**
     * The task of one of the variants, open until this is closed.
     *
     * @throws IOException if its data cannot be read
     */
    public OpenTask task(LoadedPipeline pipeline) throws IOException {
        return tasks.open(pipeline.settings(), pipeline.effective());
    }

    @Override
    public void close() {
        tasks.close();
    }
}
