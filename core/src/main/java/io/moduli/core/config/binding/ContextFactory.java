package io.moduli.core.config.binding;

import io.moduli.api.ComponentContext;

/** Gives each component the context that it is made with. */
@FunctionalInterface
public interface ContextFactory {

    /**
     * The context of one component.
     *
     * @param path the component's place in the configuration, {@code regularizers.0.space}; no two have the same
     */
    ComponentContext at(String path);
}
