/**
 * Distributions: Moduli, chosen plugins, pipelines and configuration in one archive.
 *
 * <p>A manifest is read into a {@link io.moduli.distribution.DistributionManifest}; what it names is collected from the
 * {@link io.moduli.distribution.Host}, from the manifest's folder and from Maven repositories into {@link
 * io.moduli.distribution.archive.PackagedFile}s, the plugins are checked as the host would check them, and archives, a
 * lock file and a bill of materials come out. With the lock the same bytes come out again.
 */
@NullMarked
package io.moduli.distribution;

import org.jspecify.annotations.NullMarked;
