package io.moduli.core.report.page;

import io.moduli.core.files.Checksum;
import java.util.List;

/**
 * A third-party library that is included unchanged in core's own jar, since there is no Maven artifact of it: for bills
 * of materials.
 *
 * @param scope of the npm package, such as {@code @observablehq}
 * @param name of the npm package
 * @param version its version
 * @param licence by its SPDX identifier
 * @param sha256 of its file
 */
public record EmbeddedLibrary(String scope, String name, String version, String licence, String sha256) {

    /** All of them. */
    public static List<EmbeddedLibrary> all() {
        return List.of(new EmbeddedLibrary(
                "@observablehq", "plot", PageScripts.PLOT_VERSION, "ISC", Checksum.ofText(PageScripts.plot())));
    }
}
