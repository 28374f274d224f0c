package io.moduli.core.bundle;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Determines which bundle caused a failure while bundles were used. */
final class FailureSource {

    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+(?:[./][\\w$]+)*");

    /** The search must end even if exceptions cause each other in a cycle. */
    private static final int CAUSES = 20;

    private final List<BundleClassLoader> bundles;

    FailureSource(List<BundleClassLoader> bundles) {
        this.bundles = bundles;
    }

    /** The bundle's failure; empty if the host itself or no particular bundle is at fault. */
    Optional<BundleFailedException> find(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(CAUSES)
                .flatMap(each -> source(each)
                        .map(bundle -> new BundleFailedException(bundle.symbolicName(), bundle.pluginJar(), each))
                        .stream())
                .findFirst();
    }

    private Optional<BundleClassLoader> source(Throwable thrown) {
        return switch (thrown) {
            // Memory is everybody's.
            case OutOfMemoryError _ -> Optional.empty();
            case LinkageError unlinkable -> named(unlinkable).or(() -> lastToRun(unlinkable));
            default -> lastToRun(thrown);
        };
    }

    /** If the plugin's class lacks a method of the api, the host's code fails; the message names the class. */
    private Optional<BundleClassLoader> named(LinkageError unlinkable) {
        List<String> classes = CLASS_NAME.matcher(String.valueOf(unlinkable.getMessage())).results()
                .map(name -> name.group().replace('.', '/') + ".class").toList();
        List<BundleClassLoader> having = bundles.stream()
                .filter(bundle -> classes.stream().anyMatch(name -> bundle.findResource(name) != null)).toList();
        return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
    }

    /** The bundle whose code was running, unless it had called back into the host. */
    private Optional<BundleClassLoader> lastToRun(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (HostPackages.hidden(HostPackages.packageOf(frame.getClassName()))) {
                return Optional.empty();
            }
            for (BundleClassLoader bundle : bundles) {
                if (bundle.getName().equals(frame.getClassLoaderName())) {
                    return Optional.of(bundle);
                }
            }
        }
        return Optional.empty();
    }
}
