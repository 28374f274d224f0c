/**
 * Who contributes what: the {@linkplain io.moduli.core.plugin.ExtensionPoint extension points} of the api, the plugins
 * that were found, and the {@linkplain io.moduli.core.plugin.PluginRegistry registry} of the components they offer.
 *
 * <p>Data flows from the class path (or wherever else instances of {@code Plugin} come from) through registration, which
 * keeps what is sound and a {@link io.moduli.core.plugin.PluginProblem} for what is not, into an injector with a map of
 * components for each extension point. The registry is a view of these maps: the binding of configurations looks components
 * up in it by extension point and name, and the objects of a run come from a child of the same injector.
 */
@NullMarked
package io.moduli.core.plugin;

import org.jspecify.annotations.NullMarked;
