/**
 * Files on their way into archives whose bytes depend on the files alone.
 *
 * <p>{@link io.moduli.distribution.archive.PackagedFile}s come in, and an {@link
 * io.moduli.distribution.archive.ArchiveFormat} writes them sorted, with one time, two file modes and no owner.
 */
@NullMarked
package io.moduli.distribution.archive;

import org.jspecify.annotations.NullMarked;
