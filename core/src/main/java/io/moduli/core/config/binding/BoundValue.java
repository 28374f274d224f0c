package io.moduli.core.config.binding;

import io.moduli.core.config.text.EffectiveValue;

/**
 * A value that passed all checks.
 *
 * @param value the argument for the record's constructor
 * @param effective how the effective configuration writes it
 */
record BoundValue(Object value, EffectiveValue effective) {
}
