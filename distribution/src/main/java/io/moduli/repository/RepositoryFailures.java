package io.moduli.repository;

import eu.maveniverse.maven.mima.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.building.SettingsProblem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.MetadataNotFoundException;

/** Summarizes the messages of Maven Resolver in one line. */
final class RepositoryFailures {

    private static final int MOST_VERSIONS = 12;

    private final Context context;

    RepositoryFailures(Context context) {
        this.context = context;
    }

    static RepositoryException settings(IllegalStateException failure) {
        if (failure.getCause() instanceof SettingsBuildingException settings) {
            SettingsProblem problem = settings.getProblems().getFirst();
            return new RepositoryException("the Maven settings cannot be used: %s (%s)".formatted(firstLine(problem
                    .getMessage()), problem.getLocation()), failure);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new RepositoryException("the Maven settings cannot be used: " + describe(cause), failure);
    }

    /** @param versions those that there are of it, in ascending order */
    RepositoryException artifact(MavenCoordinates wanted, ArtifactResolutionException failure, List<String> versions) {
        Optional<Exception> transfer = transferFailure(failure.getResult().getExceptions());
        if (transfer.isPresent()) {
            return new RepositoryException("%s cannot be fetched: %s".formatted(wanted, describe(transfer.get())),
                    failure);
        }
        return new RepositoryException("%s was not found in %s%s".formatted(wanted, places(), there(wanted, versions)),
                failure);
    }

    /** @param versions those that there are outside of the range, in ascending order */
    RepositoryException range(MavenCoordinates wanted, VersionRangeResult failure, List<String> versions) {
        Optional<Exception> transfer = transferFailure(failure.getExceptions());
        if (transfer.isPresent() && versions.isEmpty()) {
            return new RepositoryException("the versions of %s cannot be fetched: %s".formatted(wanted.unversioned(),
                    describe(transfer.get())), transfer.get());
        }
        return new RepositoryException("no version of %s is in the range %s in %s%s".formatted(wanted.unversioned(),
                wanted.version(), places(), there(wanted, versions)));
    }

    RepositoryException dependency(MavenCoordinates wanted, DependencyResolutionException failure) {
        if (!(failure.getCause() instanceof ArtifactResolutionException missing)) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return new RepositoryException("the dependencies of %s cannot be determined: %s".formatted(wanted,
                    innermost(cause)), failure);
        }
        List<String> names = new ArrayList<>();
        List<Exception> causes = new ArrayList<>();
        for (ArtifactResult result : missing.getResults()) {
            Artifact artifact = result.getRequest().getArtifact();
            if (!result.isResolved()) {
                names.add(ArtifactRepository.coordinates(artifact).toString());
                causes.addAll(result.getExceptions());
            }
        }
        Optional<Exception> transfer = transferFailure(causes);
        String listed = String.join(", ", names);
        return new RepositoryException(transfer.isPresent()
                ? "%s needs %s, which cannot be fetched: %s".formatted(wanted, listed, describe(transfer.get()))
                : "%s needs %s, which was not found in %s".formatted(wanted, listed, places()), failure);
    }

    private String places() {
        String local = "the local repository "
                + context.repositorySystemSession().getLocalRepository().getBasedir();
        if (context.repositorySystemSession().isOffline()) {
            return local + ", and no other was asked, as Maven is offline";
        }
        String remote = context.remoteRepositories().stream().map(RepositoryFailures::named)
                .collect(Collectors.joining(", "));
        return remote.isEmpty() ? local : local + " or in " + remote;
    }

    private static String named(RemoteRepository repository) {
        return repository.getId() + " (" + repository.getUrl() + ")";
    }

    private static String there(MavenCoordinates wanted, List<String> versions) {
        if (versions.isEmpty()) {
            return "; no version of " + wanted.unversioned() + " is there";
        }
        List<String> newest = versions.subList(Math.max(0, versions.size() - MOST_VERSIONS), versions.size());
        String earlier = newest.size() == versions.size() ? "" : "older ones and ";
        return "; there are " + earlier + String.join(", ", newest);
    }

    /** Failures other than a missing artifact: no network, a rejected password, a wrong checksum. */
    private static Optional<Exception> transferFailure(List<Exception> failures) {
        return failures.stream().filter(failure -> !(failure instanceof ArtifactNotFoundException)
                && !(failure instanceof MetadataNotFoundException)).findFirst();
    }

    /** The deepest cause that says something, which in Resolver's chains is the one that names the file or the host. */
    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return describe(cause);
    }

    private static String describe(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : firstLine(failure.getMessage());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
