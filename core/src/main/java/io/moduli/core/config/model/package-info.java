/**
 * Settings records as configurations see them: the {@linkplain io.moduli.core.config.model.RecordModel model} of a
 * record says which {@linkplain io.moduli.core.config.model.Setting settings} it has, of which
 * {@linkplain io.moduli.core.config.model.SettingType kind} and range, and with which defaults. It depends on the
 * record's class alone; no values pass through here.
 */
@NullMarked
package io.moduli.core.config.model;

import org.jspecify.annotations.NullMarked;
