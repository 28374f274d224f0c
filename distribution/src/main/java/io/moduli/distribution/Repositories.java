package io.moduli.distribution;

import io.moduli.repository.ArtifactRepository;
import io.moduli.repository.MavenUser;
import io.moduli.repository.RepositoryException;
import java.util.Optional;

/** The user's Maven repositories, opened when the first artifact is asked for. */
final class Repositories implements AutoCloseable {

    private final MavenUser user;
    private Optional<ArtifactRepository> opened = Optional.empty();

    Repositories(MavenUser user) {
        this.user = user;
    }

    ArtifactRepository get() throws RepositoryException {
        if (opened.isEmpty()) {
            opened = Optional.of(ArtifactRepository.open(user));
        }
        return opened.get();
    }

    @Override
    public void close() {
        opened.ifPresent(ArtifactRepository::close);
    }
}
