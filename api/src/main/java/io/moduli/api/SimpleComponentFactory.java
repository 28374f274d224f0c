package io.moduli.api;

import java.util.function.BiFunction;

/** A factory put together from its parts. */
record SimpleComponentFactory<C extends Record, T>(
        String name, Class<C> settings, BiFunction<C, ComponentContext, T> creation) implements ComponentFactory<C, T> {

    @Override
    public T create(C values, ComponentContext context) {
        return creation.apply(values, context);
    }
}
