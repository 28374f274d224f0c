/**
 * Plugins as bundles: folders of jars, each with OSGi metadata and a class loader of its own, without an OSGi container.
 *
 * <p>Data flows from a folder of bundles through three gates: what a bundle's jars hold and say of themselves is read and
 * checked before any of its classes is loaded ({@link io.moduli.core.bundle.BundleState#RESOLVED}), then its plugin is
 * made by the same discovery that searches class paths ({@link io.moduli.core.bundle.BundleState#ACTIVE}), and all plugins
 * together make the registry. A bundle that does not get through is {@link io.moduli.core.bundle.BundleState#FAILED}
 * with its reasons, and the others go on without it.
 */
@NullMarked
package io.moduli.core.bundle;

import org.jspecify.annotations.NullMarked;
