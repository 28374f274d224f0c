package io.moduli.core.config.binding;

import io.moduli.core.config.model.RecordModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Models of settings records, each created only once: reflection takes longer than binding. */
final class RecordModels {

    private final Map<Class<? extends Record>, RecordModel<?>> models = new ConcurrentHashMap<>();
    private final Map<Class<? extends Record>, RecordModel<?>> tagged = new ConcurrentHashMap<>();

    /** The model of a record, as {@link RecordModel#of}. */
    RecordModel<?> of(Class<? extends Record> type) {
        return models.computeIfAbsent(type, RecordModel::of);
    }

    /** The model of a record that is told apart by {@code type}, as {@link RecordModel#ofTagged}. */
    RecordModel<?> ofTagged(Class<? extends Record> type) {
        return tagged.computeIfAbsent(type, RecordModel::ofTagged);
    }
}
