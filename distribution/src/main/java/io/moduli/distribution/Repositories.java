package io.moduli.distribution;

import io.moduli.repository.ArtifactRepository;
import io.moduli.repository.MavenUser;
import io.moduli.repository.RepositoryException;
import java.util.Optional;
import java.util.function.Consumer;

/** The user's Maven repositories, opened when the first artifact is asked for. */
final class Repositories implements AutoCloseable {

    private final MavenUser user;
    private final Consumer<String> warnings;
    private Optional<ArtifactRepository> opened = Optional.empty();

    /** @param warnings takes a line for what is allowed, but hardly meant */
    Repositories(MavenUser user, Consumer<String> warnings) {
        this.user = user;
        this.warnings = warnings;
    }

    ArtifactRepository get() throws RepositoryException {
        if (opened.isEmpty()) {
            opened = Optional.of(ArtifactRepository.open(user, warnings));
        }
        return opened.get();
    }

    @Override
    public void close() {
        opened.ifPresent(ArtifactRepository::close);
    }
}
