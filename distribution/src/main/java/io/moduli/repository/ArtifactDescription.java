package io.moduli.repository;

import java.util.List;
import java.util.Optional;

/**
 * The pom of an artifact, including its parents.
 *
 * @param licences that it may be used under, any one of them where there are several
 * @param needs what must be there when it runs, each {@code group:artifact}, without what is optional
 */
public record ArtifactDescription(List<Licence> licences, List<String> needs) {

    /** Nothing is known. */
    public static final ArtifactDescription NOTHING = new ArtifactDescription(List.of(), List.of());

    public ArtifactDescription {
        licences = List.copyOf(licences);
        needs = List.copyOf(needs);
    }

    /** A licence by its name, with the address of its text where that is known. */
    public record Licence(String name, Optional<String> address) {
    }

    /** The same under other licences where it names none itself. */
    public ArtifactDescription orUnder(List<Licence> others) {
        return licences.isEmpty() ? new ArtifactDescription(others, needs) : this;
    }
}
