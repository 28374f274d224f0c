package io.moduli.core.bundle;

import io.moduli.api.ComponentContext;
import io.moduli.api.ComponentFactory;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.PluginRegistry;
import java.lang.reflect.Constructor;

/** What forged bundles offer, made as pipelines make it. */
final class Forged {

    private Forged() {}

    /** An inhibitor whose settings record is empty. */
    static Inhibitor inhibitor(PluginRegistry registry, String name) {
        return make(registry.find(ExtensionPoint.INHIBITOR, name).orElseThrow().factory());
    }

    private static <C extends Record> Inhibitor make(ComponentFactory<C, ? extends Inhibitor> factory) {
        try {
            Constructor<C> constructor = factory.settings().getDeclaredConstructor();
            return factory.create(constructor.newInstance(), (ComponentContext) null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
