package io.moduli.api.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a metric of a task means; on the record of the task's settings, once for each metric, the most telling first. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(MetricDefinition.All.class)
public @interface MetricDefinition {

    /** As in {@link Metric#name()}. */
    String name();

    /** What is computed, in one line, without a full stop. */
    String value();

    /** As in {@link Metric#unit()}; empty for a plain number. */
    String unit() default "";

    /** Whether more of it is better. */
    boolean higherIsBetter() default false;

    /**
     * The name of the metric that gives the value of this one for an answer that ignores the input; empty if there is none.
     * A network that is no better has learned nothing, which runs and experiments warn of.
     */
    String baseline() default "";

    /** All definitions of a record. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        /** As they are written. */
        MetricDefinition[] value();
    }
}
