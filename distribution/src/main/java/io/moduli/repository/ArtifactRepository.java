package io.moduli.repository;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import io.moduli.core.files.Checksum;
import io.moduli.repository.ArtifactDescription.Licence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.util.graph.selector.AndDependencySelector;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;

/**
 * The Maven repositories of a user: the local one and, unless offline, those that the settings name and Maven's central one.
 *
 * <p>Fetched files are stored in the local repository, as by Maven.
 */
public final class ArtifactRepository implements AutoCloseable {

    private static final String ALL_VERSIONS = "[0,)";

    private final Context context;
    private final RepositoryFailures failures;
    private final Consumer<String> warnings;

    private ArtifactRepository(Context context, Consumer<String> warnings) {
        this.context = context;
        this.failures = new RepositoryFailures(context);
        this.warnings = warnings;
    }

    /**
     * Opens a user's repositories.
     *
     * @param warnings receives lines about what is allowed, but probably not intended
     * @throws RepositoryException if the settings cannot be read
     */
    public static ArtifactRepository open(MavenUser user, Consumer<String> warnings) throws RepositoryException {
        ContextOverrides.Builder overrides = ContextOverrides.create().withUserSettings(true)
                // as a download that was damaged, or tampered with, would run as code
                .checksumPolicy(ContextOverrides.ChecksumPolicy.FAIL)
                // a missing pom says that there are no dependencies, a damaged one says nothing
                .artifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(true, false));
        if (user.offline()) {
            overrides.offline(true);
        }
        if (user.settings().isPresent()) {
            Path settings = user.settings().get().toAbsolutePath();
            if (!Files.isReadable(settings)) {
                throw new RepositoryException("the Maven settings file " + settings + " cannot be read");
            }
            overrides.withUserSettingsXmlOverride(settings);
        }
        try {
            return new ArtifactRepository(new StandaloneStaticRuntime().create(overrides.build()), warnings);
        } catch (IllegalStateException e) {
            throw RepositoryFailures.settings(e);
        }
    }

    /**
     * Fetches an artifact alone.
     *
     * @param wanted it; of a range of versions the highest is taken
     * @throws RepositoryException if it is not available
     */
    public ResolvedArtifact resolve(MavenCoordinates wanted) throws RepositoryException {
        MavenCoordinates exact = exact(wanted);
        ArtifactRequest request = new ArtifactRequest(artifact(exact), context.remoteRepositories(), null);
        try {
            ArtifactResult result = context.repositorySystem()
                    .resolveArtifact(context.repositorySystemSession(), request);
            return resolved(result.getArtifact());
        } catch (ArtifactResolutionException e) {
            throw failures.artifact(exact, e, versions(exact));
        }
    }

    /**
     * Fetches an artifact with all that must be there when it runs: its dependencies and theirs of the scopes compile and
     * runtime, but none that is optional.
     *
     * @param wanted it; of a range of versions the highest is taken
     * @param provided tells what is there anyway; that is left out with all that it alone brings
     * @return the artifact itself first
     * @throws RepositoryException if one of them is not available
     */
    public List<ResolvedArtifact> resolveWithDependencies(MavenCoordinates wanted, Predicate<MavenCoordinates> provided)
            throws RepositoryException {
        MavenCoordinates exact = exact(wanted);
        // Apart, so that a wrong version is told from a dependency that is missing.
        resolve(exact);
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setDependencySelector(
                new AndDependencySelector(session.getDependencySelector(), new RuntimeDependencies(provided)));
        CollectRequest collect = new CollectRequest(new Dependency(artifact(exact), "runtime"),
                context.remoteRepositories());
        try {
            List<ArtifactResult> results = context.repositorySystem()
                    .resolveDependencies(session, new DependencyRequest(collect, null)).getArtifactResults();
            List<ResolvedArtifact> artifacts = new ArrayList<>();
            for (ArtifactResult result : results) {
                artifacts.add(resolved(result.getArtifact()));
            }
            return artifacts;
        } catch (DependencyResolutionException e) {
            throw failures.dependency(exact, e);
        }
    }

    /**
     * Reads an artifact's pom and those of its parents.
     *
     * @param exact it, in one version
     * @return what it says; nothing if there is no pom
     * @throws RepositoryException if a pom is damaged or cannot be fetched
     */
    public ArtifactDescription describe(MavenCoordinates exact) throws RepositoryException {
        return describe(exact, context.repositorySystemSession());
    }

    /**
     * Reads the pom of an artifact that may be nobody else's: only the local repository is asked.
     *
     * @param exact it, in one version
     * @return what it says; nothing if there is no pom, or one of its parents is not there
     */
    public ArtifactDescription describeLocally(MavenCoordinates exact) {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setOffline(true);
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(true, true));
        try {
            return describe(exact, session);
        } catch (RepositoryException e) {
            return ArtifactDescription.NOTHING;
        }
    }

    private ArtifactDescription describe(MavenCoordinates exact, RepositorySystemSession session)
            throws RepositoryException {
        try {
            ArtifactDescriptorResult pom = context.repositorySystem().readArtifactDescriptor(session,
                    new ArtifactDescriptorRequest(artifact(exact), context.remoteRepositories(), null));
            RuntimeDependencies atRuntime = new RuntimeDependencies(_ -> false);
            return new ArtifactDescription(licences(pom.getProperties()),
                    pom.getDependencies().stream().filter(atRuntime::selectDependency)
                            .map(dependency -> coordinates(dependency.getArtifact()).unversioned()).distinct().sorted()
                            .toList());
        } catch (ArtifactDescriptorException e) {
            throw new RepositoryException("the pom of %s cannot be read: %s".formatted(exact, e.getMessage()), e);
        }
    }

    /** As Maven's own reader of poms puts them there. */
    private static List<Licence> licences(Map<String, Object> properties) {
        List<Licence> licences = new ArrayList<>();
        int count = properties.get("license.count") instanceof Integer number ? number : 0;
        for (int index = 0; index < count; index++) {
            if (properties.get("license." + index + ".name") instanceof String name) {
                licences.add(new Licence(name.strip(),
                        Optional.ofNullable((String) properties.get("license." + index + ".url")).map(String::strip)));
            }
        }
        return licences;
    }

    @Override
    public void close() {
        context.close();
    }

    static MavenCoordinates coordinates(Artifact artifact) {
        String classifier = artifact.getClassifier();
        return new MavenCoordinates(artifact.getGroupId(), artifact.getArtifactId(), artifact.getExtension(),
                classifier.isEmpty() ? Optional.empty() : Optional.of(classifier), artifact.getVersion());
    }

    private static Artifact artifact(MavenCoordinates coordinates) {
        return new DefaultArtifact(coordinates.group(), coordinates.artifact(), coordinates.classifier().orElse(""),
                coordinates.extension(), coordinates.version());
    }

    private MavenCoordinates exact(MavenCoordinates wanted) throws RepositoryException {
        if (!wanted.isRange()) {
            return wanted;
        }
        VersionRangeResult found = range(wanted);
        if (found.getHighestVersion() == null) {
            throw failures.range(wanted, found, versions(wanted));
        }
        MavenCoordinates highest = wanted.withVersion(found.getHighestVersion().toString());
        EarlyVersion.of(wanted.version(), highest.version()).ifPresent(early -> warnings.accept(
                "%s resolved to %s, which precedes %s in the order of versions; the range %s leaves out such early versions"
                        .formatted(wanted, early.version(), early.end(), early.range())));
        return highest;
    }

    /** All versions that there are, in ascending order. */
    private List<String> versions(MavenCoordinates wanted) throws RepositoryException {
        return range(wanted.withVersion(ALL_VERSIONS)).getVersions().stream().map(Object::toString).toList();
    }

    private VersionRangeResult range(MavenCoordinates wanted) throws RepositoryException {
        try {
            return context.repositorySystem().resolveVersionRange(context.repositorySystemSession(),
                    new VersionRangeRequest(artifact(wanted), context.remoteRepositories(), null));
        } catch (VersionRangeResolutionException e) {
            throw new RepositoryException("the versions of %s cannot be determined: %s".formatted(wanted.unversioned(),
                    e.getMessage()), e);
        }
    }

    private static ResolvedArtifact resolved(Artifact artifact) throws RepositoryException {
        MavenCoordinates coordinates = coordinates(artifact);
        Path file = artifact.getFile().toPath();
        try {
            return new ResolvedArtifact(coordinates, file, Checksum.ofFile(file));
        } catch (IOException e) {
            throw new RepositoryException("%s was found as %s, which cannot be read: %s".formatted(coordinates, file,
                    e.getMessage()), e);
        }
    }
}
