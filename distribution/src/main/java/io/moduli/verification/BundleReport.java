package io.moduli.verification;

import io.moduli.core.bundle.Bundle;
import java.util.List;

/**
 * The result of verifying a bundle.
 *
 * @param bundle it
 * @param findings a line for everything that was looked at, and for everything that could not be
 * @param problems a line for everything that is wrong
 */
public record BundleReport(Bundle bundle, List<String> findings, List<String> problems) {

    public BundleReport {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }
}
