/**
 * Settings records as configurations see them: the {@linkplain io.moduli.core.config.model.RecordModel model} of a record
 * says which {@linkplain io.moduli.core.config.model.Setting settings} it has, of which {@linkplain
 * io.moduli.core.config.model.SettingType kind} and range, with which defaults. It is read off the record's class alone; no
 * value flows through here.
 */
@NullMarked
package io.moduli.core.config.model;

import org.jspecify.annotations.NullMarked;
