package io.moduli.plugins.tasks.language;

import io.moduli.api.ComponentContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** A context that keeps what is warned of. */
record RecordingContext(List<String> warnings) implements ComponentContext {

    RecordingContext() {
        this(new ArrayList<>());
    }

    @Override
    public Optional<Path> outputDirectory() {
        return Optional.empty();
    }

    @Override
    public RandomGenerator random(String stream) {
        return ComponentContext.standalone(7).random(stream);
    }

    @Override
    public Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (_, method, arguments) -> {
                    if (method.getName().equals("warn")) {
                        warnings.add(MessageFormatter.basicArrayFormat(
                                (String) arguments[0], arguments.length == 2 && arguments[1] instanceof Object[] several
                                        ? several
                                        : List.of(arguments).subList(1, arguments.length).toArray()));
                    }
                    return null;
                });
    }
}
