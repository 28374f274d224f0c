/**
 * The entry point of a plugin: {@link io.moduli.api.Plugin} lists the factories that it contributes, one list for each
 * extension point, and a {@link io.moduli.api.ComponentFactory} turns a settings record into a component.
 *
 * <p>Data flows one way: the host binds HOCON to the settings record, hands it with a
 * {@link io.moduli.api.ComponentContext} to the factory, and from then on asks only the component. The packages below
 * this one hold an extension point each; none of them knows this package.
 */
@NullMarked
package io.moduli.api;

import org.jspecify.annotations.NullMarked;
