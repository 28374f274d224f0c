/**
 * Who contributes what: the {@linkplain io.moduli.core.plugin.ExtensionPoint extension points} of the api, the plugins
 * that were found, and the {@linkplain io.moduli.core.plugin.PluginRegistry registry} of the components they offer.
 *
 * <p>Data flows from the class path (or wherever else instances of {@code Plugin} come from) through the registry, which
 * keeps what is sound and a {@link io.moduli.core.plugin.PluginProblem} for what is not, to the binding of
 * configurations, which looks components up by extension point and name.
 */
@NullMarked
package io.moduli.core.plugin;

import org.jspecify.annotations.NullMarked;
