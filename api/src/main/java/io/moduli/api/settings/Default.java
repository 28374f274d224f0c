package io.moduli.api.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a setting that is not written, as it would be written: {@code @Default("{ type = linear, target = 0.9 }")}.
 *
 * <p>For values with a {@code type}, a default also supplies what is missing in an object that names the same type or none:
 * with the default above, {@code schedule.epochs = 5} means {@code { type = linear, target = 0.9, epochs = 5 }}. An object
 * that names another type gets nothing from the default.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {

    /** The value in HOCON. */
    String value();
}
