package io.moduli.distribution;

import io.moduli.distribution.DistributionLock.LockedFile;
import io.moduli.repository.MavenCoordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.cyclonedx.model.Dependency;

/**
 * The dependencies between the parts of a distribution: according to the poms of the artifacts, and as class loaders
 * find them. A library of a plugin is beside it; all others are the host's.
 */
final class DependencyGraph {

    private static final String HOST = "lib/";

    private final List<LockedFile> jars;
    private final boolean java;

    /** @param java whether a Java is among the parts */
    DependencyGraph(List<LockedFile> jars, boolean java) {
        this.jars = List.copyOf(jars);
        this.java = java;
    }

    /**
     * The dependencies of the whole and of all jars that declare them.
     *
     * @param whole the reference of the distribution, which needs what no other part needs
     */
    List<Dependency> of(String whole) {
        List<Dependency> dependencies = new ArrayList<>();
        TreeSet<String> unneeded = new TreeSet<>();
        jars.forEach(jar -> unneeded.add(jar.path()));
        for (LockedFile jar : jars) {
            if (jar.artifact().isPresent()) {
                TreeSet<String> needed = needed(jar, jar.artifact().get().needs());
                unneeded.removeAll(needed);
                dependencies.add(dependency(jar.path(), needed));
            }
        }
        if (java) {
            unneeded.add(BillOfMaterials.JAVA);
        }
        dependencies.addFirst(dependency(whole, unneeded));
        return dependencies;
    }

    private TreeSet<String> needed(LockedFile jar, List<String> artifacts) {
        TreeSet<String> needed = new TreeSet<>();
        String folder = folder(jar);
        for (String artifact : artifacts) {
            List<String> beside = find(artifact, folder);
            needed.addAll(beside.isEmpty() ? find(artifact, HOST) : beside);
        }
        needed.remove(jar.path());
        return needed;
    }

    private List<String> find(String artifact, String folder) {
        return jars.stream().filter(jar -> folder(jar).equals(folder) && jar.coordinates().map(MavenCoordinates::parse)
                .filter(coordinates -> coordinates.unversioned().equals(artifact)).isPresent()).map(LockedFile::path)
                .toList();
    }

    private static String folder(LockedFile jar) {
        return jar.path().substring(0, jar.path().lastIndexOf('/') + 1);
    }

    private static Dependency dependency(String part, TreeSet<String> needed) {
        Dependency dependency = new Dependency(part);
        needed.forEach(other -> dependency.addDependency(new Dependency(other)));
        return dependency;
    }
}
