/**
 * Components whose code always runs with the class loader of its bundle as the context class loader, no matter what
 * calls it and on which thread. {@link io.moduli.core.plugin.context.PluginContext} puts each component that comes from
 * a bundle into a wrapper of its kind when it is created; objects that such a component returns in turn (bound
 * regularizers and pruners, opened tasks, evaluations, losses) are wrapped by its wrapper.
 */
@NullMarked
package io.moduli.core.plugin.context;

import org.jspecify.annotations.NullMarked;
