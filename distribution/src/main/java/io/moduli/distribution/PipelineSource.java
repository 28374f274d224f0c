package io.moduli.distribution;

import io.moduli.api.settings.Description;
import java.nio.file.Path;
import java.util.Optional;

/** Where a pipeline of a distribution comes from. */
public sealed interface PipelineSource {

    /** One that the building Moduli has. */
    @Description("A pipeline that is built in, such as addition")
    record Bundled(@Description("Its name, as \"moduli run\" takes it; by default all of them") Optional<String> name)
            implements PipelineSource {
    }

    /** A file. */
    @Description("A pipeline of your own")
    record File(@Description("Its file, whose name ends with .conf") Path path) implements PipelineSource {
    }

    /** A folder. */
    @Description("Pipelines of your own")
    record Folder(
            @Description("A folder with them; folders in it are kept, and so are files that they need") Path path)
            implements
            PipelineSource {
    }
}
