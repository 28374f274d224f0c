package io.moduli.core.loading;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The directory of a run; components are created before it is known, and ask for it when they need it. */
final class RunLocation {

    private final AtomicReference<@Nullable Path> directory = new AtomicReference<>();

    Optional<Path> directory() {
        return Optional.ofNullable(directory.get());
    }

    void set(Path path) {
        directory.set(path);
    }
}
