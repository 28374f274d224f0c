/**
 * Turns raw values into settings records and has the components that they name created. The
 * {@link io.moduli.core.config.binding.ConfigurationBinder} walks a record's model alongside a
 * {@linkplain io.moduli.core.config.text.LoadedConfiguration loaded configuration}, one binder for each kind of
 * setting, and asks the plugin registry for components. What comes out is a
 * {@link io.moduli.core.config.binding.Binding}: the record and the effective configuration, or every problem, each
 * with its file and line. Nothing reads configuration after that.
 */
@NullMarked
package io.moduli.core.config.binding;

import org.jspecify.annotations.NullMarked;
