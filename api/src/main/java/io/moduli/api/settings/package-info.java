/**
 * The settings of a component: a record whose components carry a {@link io.moduli.api.settings.Description}, a {@link
 * io.moduli.api.settings.Default} and a {@link io.moduli.api.settings.Range}.
 *
 * <p>A record component named {@code learningRate} is the key {@code learning-rate}. It may be an {@code int}, {@code
 * long}, {@code double} or {@code boolean}; a {@code String}, an enum (written {@code in-lower-case}), a {@code Path} or a
 * {@code Duration}; another record; a sealed interface of records, where {@code type} names the record; a component of
 * any extension point, where {@code type} names its factory; or a {@code List} or an {@code Optional} of these. A
 * component that has no default and is not an {@code Optional} must be written. The annotations check one value each, so that
 * every problem is reported at its own key; the record's compact constructor checks what concerns several at once and throws a
 * {@link io.moduli.api.settings.SettingException} that names the one at fault.
 */
@NullMarked
package io.moduli.api.settings;

import org.jspecify.annotations.NullMarked;
