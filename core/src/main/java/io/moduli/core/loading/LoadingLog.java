package io.moduli.core.loading;

import java.io.Serial;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The loggers of a pipeline's components. A run creates and opens again what loading has created and opened for its
 * checks; messages that were logged then are not repeated.
 */
final class LoadingLog {

    private final Function<String, Logger> loggers;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private volatile boolean loaded;

    LoadingLog() {
        this(LoggerFactory::getLogger);
    }

    /** @param loggers gives the logger of each name, which finally receives the lines */
    LoadingLog(Function<String, Logger> loggers) {
        this.loggers = loggers;
    }

    /** The logger of a name. */
    Logger logger(String name) {
        return new OnceLogger(this, loggers.apply(name));
    }

    /** Marks the end of loading: messages logged until now are not repeated. */
    void end() {
        loaded = true;
    }

    private boolean repeats(String line) {
        if (loaded) {
            return said.contains(line);
        }
        said.add(line);
        return false;
    }

    /** Passes on messages that are not repetitions. */
    private static final class OnceLogger extends LegacyAbstractLogger {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient LoadingLog log;
        private final transient Logger next;

        OnceLogger(LoadingLog log, Logger next) {
            this.log = log;
            this.next = next;
            this.name = next.getName();
        }

        @Override
        public boolean isTraceEnabled() { return next.isTraceEnabled(); }

        @Override
        public boolean isDebugEnabled() { return next.isDebugEnabled(); }

        @Override
        public boolean isInfoEnabled() { return next.isInfoEnabled(); }

        @Override
        public boolean isWarnEnabled() { return next.isWarnEnabled(); }

        @Override
        public boolean isErrorEnabled() { return next.isErrorEnabled(); }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() { return null; }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, @Nullable Marker marker, String pattern, Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            String line = MessageFormatter.basicArrayFormat(pattern, arguments);
            if (log.repeats(name + ' ' + level + ' ' + line)) {
                return;
            }
            LoggingEventBuilder event = next.makeLoggingEventBuilder(level).setCause(thrown);
            (marker == null ? event : event.addMarker(marker)).log(line);
        }
    }
}
