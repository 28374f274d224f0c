/**
 * Plugins as bundles: folders of jars, each with OSGi metadata and a class loader of its own, without an OSGi container.
 *
 * <p>Data flows from a folder of bundles through three gates. Its jars are read ({@link
 * io.moduli.core.bundle.BundleState#INSTALLED}); what they declare is checked against what the bundle, the host and
 * Java have, still before any class of it is loaded ({@link io.moduli.core.bundle.BundleState#RESOLVED}); then its plugin is
 * made, and all plugins together make the registry ({@link io.moduli.core.bundle.BundleState#ACTIVE}). A bundle that does not
 * get through a gate is {@link io.moduli.core.bundle.BundleState#FAILED} with everything that is wrong with it, remembers
 * the state that it reached, and the others go on without it. What a bundle throws later, while it is used, is traced back to
 * it by its class loader ({@link io.moduli.core.bundle.Bundles#failure}).
 */
@NullMarked
package io.moduli.core.bundle;

import org.jspecify.annotations.NullMarked;
