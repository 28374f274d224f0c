/**
 * From a pipeline's HOCON text to validated settings records with their components made.
 *
 * <p>Data flows one way: a {@link io.moduli.core.config.ConfigurationSource} and the overrides of the command line go
 * through the {@link io.moduli.core.config.ConfigurationLoader}, which parses, includes and substitutes; the {@link
 * io.moduli.core.config.ConfigurationBinder} then makes a settings record of the raw values, asking the plugin registry
 * for the components that they name. What comes out is a {@link io.moduli.core.config.Binding}: the record and the
 * effective configuration, or every problem there is, each at its file and line. Nothing reads configuration after that.
 */
@NullMarked
package io.moduli.core.config;

import org.jspecify.annotations.NullMarked;
