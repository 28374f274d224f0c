package io.moduli.core.bundle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A bundle's manifest.
 *
 * @param symbolicName its unique name
 * @param version its version, as OSGi writes it: {@code 1.2.0}, {@code 0.1.0.SNAPSHOT}
 * @param name its name for people
 * @param description what it is for, in one line
 * @param imports the packages that its jar needs from elsewhere
 */
public record BundleMetadata(
        String symbolicName, String version, String name, String description, List<ImportedPackage> imports) {

    private static final String SERVICE_LOADER = "osgi.serviceloader";
    private static final List<String> REQUIRED = List.of(Constants.BUNDLE_SYMBOLICNAME, Constants.BUNDLE_VERSION,
            Constants.BUNDLE_NAME, Constants.BUNDLE_DESCRIPTION, Constants.IMPORT_PACKAGE,
            Constants.PROVIDE_CAPABILITY);

    public BundleMetadata {
        imports = List.copyOf(imports);
    }

    /** The bundle and its version, as messages name it: {@code hyperbolic 1.2.0}. */
    public String named() {
        return symbolicName + " " + version;
    }

    /**
     * Reads a manifest.
     *
     * @param jar whose manifest it is, for messages
     * @throws BundleException if a header is missing or malformed
     */
    static BundleMetadata of(Path jar, Attributes manifest) throws BundleException {
        List<String> missing = new ArrayList<>(REQUIRED);
        missing.removeIf(header -> manifest.getValue(header) != null);
        if (!missing.isEmpty()) {
            throw new BundleException(jar, "its manifest lacks %s; have the OSGi headers made by bnd-maven-plugin"
                    .formatted(String.join(", ", missing)));
        }
        return new BundleMetadata(
                symbolicName(jar, manifest),
                parsed(jar, manifest, Constants.BUNDLE_VERSION, Version::parseVersion).toString(),
                manifest.getValue(Constants.BUNDLE_NAME),
                manifest.getValue(Constants.BUNDLE_DESCRIPTION),
                imports(jar, manifest));
    }

    private static String symbolicName(Path jar, Attributes manifest) throws BundleException {
        Clause[] clauses = parsed(jar, manifest, Constants.BUNDLE_SYMBOLICNAME, Parser::parseHeader);
        if (clauses.length != 1 || !clauses[0].getName().matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw malformed(jar, manifest, Constants.BUNDLE_SYMBOLICNAME, "it must be one name of letters, digits, "
                    + "hyphens, underscores and points");
        }
        return clauses[0].getName();
    }

    private static List<ImportedPackage> imports(Path jar, Attributes manifest) throws BundleException {
        List<ImportedPackage> imports = parsed(jar, manifest, Constants.IMPORT_PACKAGE, ImportedPackage::parse);
        Clause[] capabilities = parsed(jar, manifest, Constants.PROVIDE_CAPABILITY, Parser::parseHeader);
        for (Clause capability : capabilities) {
            if (capability.getName().equals(SERVICE_LOADER)
                    && PluginService.NAME.equals(capability.getAttribute(SERVICE_LOADER))) {
                return imports;
            }
        }
        throw malformed(jar, manifest, Constants.PROVIDE_CAPABILITY,
                "it must offer %s=\"%s\"".formatted(SERVICE_LOADER, PluginService.NAME));
    }

    private interface HeaderParser<T> {

        T parse(String text);
    }

    private static <T> T parsed(Path jar, Attributes manifest, String header, HeaderParser<T> parser)
            throws BundleException {
        try {
            return parser.parse(manifest.getValue(header));
        } catch (IllegalArgumentException e) {
            throw malformed(jar, manifest, header, String.valueOf(e.getMessage()));
        }
    }

    private static BundleException malformed(Path jar, Attributes manifest, String header, String why) {
        return new BundleException(jar, "the %s of its manifest is \"%s\": %s".formatted(header,
                manifest.getValue(header), why));
    }
}
