/**
 * Artifacts of Maven repositories.
 *
 * <p>Text becomes {@link io.moduli.repository.MavenCoordinates}; an {@link io.moduli.repository.ArtifactRepository}, set up
 * from the user's own Maven settings, finds the version and fetches the files into the local repository, and {@link
 * io.moduli.repository.ResolvedArtifact}s with their checksums come out. Only this package knows Maven Resolver, and its
 * classes are loaded only when a command resolves something.
 */
@NullMarked
package io.moduli.repository;

import org.jspecify.annotations.NullMarked;
