/**
 * From a file to a pipeline in which nothing wrong was found. The {@link io.moduli.core.loading.PipelineLoader} has a
 * configuration read and bound, opens the task to check what does not fit together or into memory, and closes it again; what
 * comes out is a {@link io.moduli.core.loading.LoadedPipeline}, which makes components for one run after the other, or every
 * problem there is. Nothing is trained and no file written here.
 */
@NullMarked
package io.moduli.core.loading;

import org.jspecify.annotations.NullMarked;
