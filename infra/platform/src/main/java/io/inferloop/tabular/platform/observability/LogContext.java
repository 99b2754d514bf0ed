package io.inferloop.tabular.platform.observability;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.slf4j.MDC;

/** Puts the ids of the work in hand on every log line of this thread, until closed. */
public final class LogContext implements AutoCloseable {

    private final Deque<MDC.MDCCloseable> entries = new ArrayDeque<>();

    private LogContext() {}

    public static LogContext organization(UUID organization) {
        return new LogContext().with("organization", organization);
    }

    public static LogContext job(UUID organization, UUID job) {
        return organization(organization).with("job", job);
    }

    public static LogContext task(UUID organization, UUID job, int task, int attempt) {
        return job(organization, job).with("task", task).with("attempt", attempt);
    }

    public LogContext with(String name, Object value) {
        entries.push(MDC.putCloseable(name, value.toString()));
        return this;
    }

    @Override
    public void close() {
        entries.forEach(MDC.MDCCloseable::close);
        entries.clear();
    }
}
