/**
 * Verifies installed bundles.
 *
 * <p>A {@link io.moduli.verification.BundleVerifier} compares a bundle's files with the record of its installation, repeats
 * what the host found wrong when it loaded it, makes each of its components from {@link
 * io.moduli.verification.SampleSettings} and holds it against the contract of its kind. A {@link
 * io.moduli.verification.BundleReport} comes out.
 */
@NullMarked
package io.moduli.verification;

import org.jspecify.annotations.NullMarked;
