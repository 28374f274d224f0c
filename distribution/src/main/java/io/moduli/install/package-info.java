/**
 * Installs bundles, and removes them.
 *
 * <p>A {@link io.moduli.install.BundleSource} says where a bundle comes from: a jar, an archive, a folder or a Maven
 * repository. Its files go into a hidden folder beside the installed bundles, where the bundle is looked at as the host
 * would, and one rename makes it visible, so that an installation that fails at any point leaves nothing behind. An {@link
 * io.moduli.install.InstallRecord} beside the jars says what was installed, so that it can be verified later.
 */
@NullMarked
package io.moduli.install;

import org.jspecify.annotations.NullMarked;
