package io.moduli.core.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class LoadingLogTest {

    private final Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
    private final LoadingLog log = new LoadingLog(name -> new SubstituteLogger(name, events, false));

    private List<String> lines() {
        return events.stream()
                .map(event -> event.getLoggerName() + " " + event.getLevel() + " " + event.getMessage())
                .toList();
    }

    @Test
    void whatWasLoggedWhileLoadingIsNotLoggedAgain() {
        Logger task = log.logger("task");
        task.warn("{} cells are few", 7);
        task.warn("{} cells are few", 7);
        log.end();
        log.logger("task").warn("{} cells are few", 7);

        assertThat(lines()).containsExactly("task WARN 7 cells are few", "task WARN 7 cells are few");
    }

    @Test
    void anotherLineLevelOrLoggerIsNoRepetition() {
        log.logger("task").warn("{} cells are few", 7);
        log.end();
        log.logger("task").warn("{} cells are few", 8);
        log.logger("task").error("{} cells are few", 7);
        log.logger("pruner").warn("{} cells are few", 7);

        assertThat(lines()).containsExactly(
                "task WARN 7 cells are few", "task WARN 8 cells are few", "task ERROR 7 cells are few",
                "pruner WARN 7 cells are few");
    }

    @Test
    void whatIsLoggedByARunIsLoggedAsOftenAsItIsSaid() {
        log.end();
        IllegalStateException cause = new IllegalStateException();
        log.logger("task").info("slow", cause);
        log.logger("task").info("slow", cause);

        assertThat(lines()).containsExactly("task INFO slow", "task INFO slow");
        assertThat(events).extracting(SubstituteLoggingEvent::getThrowable).containsOnly(cause);
    }
}
