package io.moduli.repository;

import java.util.Set;

/** The artifacts that every plugin gets from the host, so that no bundle brings them. */
public final class HostArtifacts {

    private static final Set<String> GROUPS = Set.of("org.nd4j", "org.bytedeco");

    /** The api, logging, and what chooses where the log goes, which is the host's to choose. */
    private static final Set<String> ARTIFACTS = Set.of("io.moduli:moduli-api", "io.moduli:moduli-core",
            "org.slf4j:slf4j-api", "org.slf4j:slf4j-simple", "org.slf4j:slf4j-nop", "org.slf4j:slf4j-jdk14",
            "org.slf4j:slf4j-reload4j");

    private HostArtifacts() {}

    /** Whether the host provides an artifact, whatever its version. */
    public static boolean provides(MavenCoordinates coordinates) {
        return GROUPS.contains(coordinates.group()) || ARTIFACTS.contains(coordinates.unversioned());
    }
}
