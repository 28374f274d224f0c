package io.moduli.api.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values that a number may have; on a list, its elements. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {

    /** The minimum value. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The maximum value. */
    double max() default Double.POSITIVE_INFINITY;

    /** Whether the value must be greater than {@link #min()}. */
    boolean aboveMin() default false;

    /** Whether the value must be less than {@link #max()}. */
    boolean belowMax() default false;
}
