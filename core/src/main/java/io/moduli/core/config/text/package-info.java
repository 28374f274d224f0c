/**
 * HOCON text in, HOCON text out, with the origin of every value kept. A
 * {@link io.moduli.core.config.text.ConfigurationSource} and the overrides of the command line go through the
 * {@link io.moduli.core.config.text.ConfigurationLoader}, which parses, includes and substitutes, and become
 * {@linkplain io.moduli.core.config.text.RawValue raw values} that have not been interpreted yet. The result of binding
 * comes back as an {@link io.moduli.core.config.text.EffectiveConfiguration}, which writes itself.
 */
@NullMarked
package io.moduli.core.config.text;

import org.jspecify.annotations.NullMarked;
