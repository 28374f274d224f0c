/**
 * Beginnings of plugins. A name and a {@link io.moduli.scaffold.ComponentKind} make a {@link
 * io.moduli.scaffold.PluginProject}, which fills in the templates of its kind (resources of this package) and writes them
 * as a Maven project that builds against a distribution's {@link io.moduli.scaffold.DevelopmentKit}.
 */
@NullMarked
package io.moduli.scaffold;

import org.jspecify.annotations.NullMarked;
