package io.moduli.plugins.tasks.language;

import io.moduli.api.task.Split;
import java.util.function.Function;
import java.util.function.Supplier;

/** Something for each part of a text. */
record Parts<T>(T train, T validation, T test) {

    /** One made for each part. */
    static <T> Parts<T> of(Supplier<T> each) {
        return new Parts<>(each.get(), each.get(), each.get());
    }

    /** That of one part. */
    T of(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /** Each made into something else. */
    <R> Parts<R> map(Function<T, R> function) {
        return new Parts<>(function.apply(train), function.apply(validation), function.apply(test));
    }
}
