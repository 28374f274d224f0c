/**
 * Makes settings records of raw values and has the components made that they name. The {@link
 * io.moduli.core.config.binding.ConfigurationBinder} walks a record's model beside a {@linkplain
 * io.moduli.core.config.text.LoadedConfiguration loaded configuration}, one binder for each kind of setting, and asks the
 * plugin registry for components. What comes out is a {@link io.moduli.core.config.binding.Binding}: the record and the
 * effective configuration, or every problem there is, each at its file and line. Nothing reads configuration after that.
 */
@NullMarked
package io.moduli.core.config.binding;

import org.jspecify.annotations.NullMarked;
