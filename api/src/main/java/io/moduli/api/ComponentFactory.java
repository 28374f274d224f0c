package io.moduli.api;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes components of one type from their settings.
 *
 * <p>In a pipeline {@code space { type = torus, dimension = 2 }} asks the factory named {@code torus} among those of the
 * extension point; the other keys are bound to its {@linkplain #settings() settings record}.
 *
 * @param <C> the settings record; see {@link io.moduli.api.settings} for what its components may be
 * @param <T> what it makes
 */
public interface ComponentFactory<C extends Record, T> {

    /** The name that follows {@code type =}; it matches {@code [a-z][a-z0-9-]*}. */
    String name();

    /** The record that the component's settings are bound to. */
    Class<C> settings();

    /**
     * Makes a component. Creating is cheap and pure: no file is read, no large memory allocated.
     *
     * @throws io.moduli.api.settings.SettingException if the settings are not usable; it names the setting at fault
     */
    T create(C settings, ComponentContext context);

    /** A factory whose components need nothing but their settings. */
    static <C extends Record, T> ComponentFactory<C, T> of(String name, Class<C> settings, Function<C, T> create) {
        return of(name, settings, (values, _) -> create.apply(values));
    }

    /** A factory from its three parts. */
    static <C extends Record, T> ComponentFactory<C, T> of(
            String name, Class<C> settings, BiFunction<C, ComponentContext, T> create) {
        return new SimpleComponentFactory<>(name, settings, create);
    }
}
