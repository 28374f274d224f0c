/**
 * From a file to a valid pipeline. The {@link io.moduli.core.loading.PipelineLoader} has a configuration read and
 * bound, opens the task to check whether everything fits together and into memory, and closes it again. The result is a
 * {@link io.moduli.core.loading.LoadedPipeline}, which creates components for one run after another, or the list of all
 * problems. Nothing is trained and no file is written here.
 */
@NullMarked
package io.moduli.core.loading;

import org.jspecify.annotations.NullMarked;
