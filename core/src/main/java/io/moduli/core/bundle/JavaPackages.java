package io.moduli.core.bundle;

import java.lang.module.ModuleFinder;
import java.util.HashSet;
import java.util.Set;

/** The packages of this Java, including those of incubating modules, which are not always enabled. */
final class JavaPackages {

    private final Set<String> packages = new HashSet<>();

    boolean has(String name) {
        if (packages.isEmpty()) {
            ModuleFinder.ofSystem().findAll().forEach(module -> packages.addAll(module.descriptor().packages()));
        }
        return packages.contains(name);
    }
}
