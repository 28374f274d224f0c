package io.moduli.core.bundle;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Constants;
import org.osgi.framework.VersionRange;

/**
 * A package that a bundle's classes use but its jar does not contain.
 *
 * @param name the package's name
 * @param range the versions that the bundle works with
 * @param optional whether the bundle does without it
 */
public record ImportedPackage(String name, VersionRange range, boolean optional) {

    /**
     * The packages of an {@code Import-Package} header.
     *
     * @throws IllegalArgumentException if the header or a range in it is malformed
     */
    static List<ImportedPackage> parse(String header) {
        List<ImportedPackage> imports = new ArrayList<>();
        for (Clause clause : Parser.parseHeader(header)) {
            String version = clause.getAttribute(Constants.VERSION_ATTRIBUTE);
            VersionRange range = new VersionRange(version == null ? "0" : version);
            boolean optional = Constants.RESOLUTION_OPTIONAL.equals(
                    clause.getDirective(Constants.RESOLUTION_DIRECTIVE));
            imports.add(new ImportedPackage(clause.getName(), range, optional));
        }
        return imports;
    }
}
