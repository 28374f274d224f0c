package io.moduli.api.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a settings record: where a key of an earlier version is written now. Messages quote it. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Moved.Keys.class)
public @interface Moved {

    /** The former key, as it is written: lower-case words joined by hyphens. */
    String key();

    /** The full path where it is written now, such as {@code network.geometry.space}. */
    String to();

    /** Several former keys of one record. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Keys {

        /** The former keys. */
        Moved[] value();
    }
}
