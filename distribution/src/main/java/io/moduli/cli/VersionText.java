package io.moduli.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: a line each for Moduli, Java and the system. */
final class VersionText implements IVersionProvider {

    /** The version of Moduli. */
    static String moduli() {
        return Optional.ofNullable(VersionText.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "moduli " + moduli(),
            "java " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
            "system " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                    + System.getProperty("os.arch")};
    }
}
