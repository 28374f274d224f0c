package io.moduli.core.loading;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where a run writes to; components are made before that is known, and ask when they need it. */
final class RunLocation {

    private final AtomicReference<@Nullable Path> directory = new AtomicReference<>();

    Optional<Path> directory() {
        return Optional.ofNullable(directory.get());
    }

    void set(Path path) {
        directory.set(path);
    }
}
