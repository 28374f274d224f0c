/**
 * Components whose code always runs with the class loader of its bundle as the thread's own, whatever calls it and on whatever
 * thread. {@link io.moduli.core.plugin.context.PluginContext} puts each component that comes from a bundle into a wrapper of
 * its kind where it is made; what such a component gives out in turn (bound regularizers and pruners, opened tasks, evaluations,
 * losses) is wrapped by its wrapper.
 */
@NullMarked
package io.moduli.core.plugin.context;

import org.jspecify.annotations.NullMarked;
