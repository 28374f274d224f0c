package io.moduli.repository;

import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;

/**
 * Of an artifact's dependencies those that must be there when it runs: none that is optional, for tests or provided, and
 * none that is there anyway, with all that this one alone brings.
 */
record RuntimeDependencies(Predicate<MavenCoordinates> provided) implements DependencySelector {

    private static final Set<String> SCOPES = Set.of("", "compile", "runtime");

    @Override
    public boolean selectDependency(Dependency dependency) {
        return SCOPES.contains(dependency.getScope()) && !Boolean.TRUE.equals(dependency.getOptional())
                && !provided.test(coordinates(dependency.getArtifact()));
    }

    @Override
    public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
        return this;
    }

    private static MavenCoordinates coordinates(Artifact artifact) {
        return ArtifactRepository.coordinates(artifact);
    }
}
