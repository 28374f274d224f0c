package io.moduli.core.config.model;

import io.moduli.core.config.text.Tagged;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A settings record as configurations see it.
 *
 * @param <C> the record
 * @param type its class
 * @param settings its components, as they are declared
 */
public record RecordModel<C extends Record>(Class<C> type, List<Setting> settings) {

    /**
     * The model of a record.
     *
     * @throws UnsupportedSettingsException if it has a component that no configuration can express
     */
    public static <C extends Record> RecordModel<C> of(Class<C> type) {
        List<Setting> settings = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            settings.add(Setting.of(type, component));
        }
        return new RecordModel<>(type, List.copyOf(settings));
    }

    /** The model of a record identified by {@code type}, which is therefore not one of its own keys. */
    public static <C extends Record> RecordModel<C> ofTagged(Class<C> type) {
        RecordModel<C> model = of(type);
        if (model.keys().contains(Tagged.KEY)) {
            throw new UnsupportedSettingsException(type,
                    "has the component type, but that key names the record itself here");
        }
        return model;
    }

    /** The keys, as they are declared. */
    public List<String> keys() {
        return settings.stream().map(Setting::key).toList();
    }

    /**
     * Makes the record.
     *
     * @param values one for each component, in their order @throws InvocationTargetException with the exception of the
     *     compact constructor
     */
    public C create(List<Object> values) throws InvocationTargetException {
        try {
            Class<?>[] parameters = Stream.of(type.getRecordComponents()).map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<C> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + type.getName(), e);
        }
    }
}
