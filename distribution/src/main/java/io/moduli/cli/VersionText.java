package io.moduli.cli;

import io.moduli.core.run.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The output of {@code --version}: a line each for Moduli, its distribution if it has one, Java and the system. */
final class VersionText implements IVersionProvider {

    /** The version of Moduli. */
    static String moduli() {
        return Optional.ofNullable(VersionText.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }

    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>(List.of("moduli " + moduli()));
        Distribution.running().ifPresent(distribution -> lines.add("distribution " + distribution.named()));
        lines.add(
                "java " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")");
        lines.add("system " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        return lines.toArray(String[]::new);
    }
}
