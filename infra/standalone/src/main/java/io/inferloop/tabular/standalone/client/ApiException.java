package io.inferloop.tabular.standalone.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request that the gateway refused; the message is its problem document in words. */
public final class ApiException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable Duration retryAfter;

    ApiException(int status, String message, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** Reads a problem document (RFC 9457): title, detail, and each mistake with its place. */
    static ApiException of(int status, JsonNode problem, @Nullable Duration retryAfter) {
        StringBuilder message = new StringBuilder("The gateway answered %d".formatted(status));
        problem.path("title")
                .stringValueOpt()
                .ifPresent(title -> message.append(": ").append(title));
        problem.path("detail")
                .stringValueOpt()
                .ifPresent(detail -> message.append(". ").append(detail));
        for (JsonNode mistake : problem.path("errors")) {
            message.append("\n  ")
                    .append(mistake.path("pointer").asString(""))
                    .append(": ")
                    .append(mistake.path("detail").asString(""));
        }
        return new ApiException(status, message.toString(), retryAfter);
    }

    public int status() {
        return status;
    }

    /** When the gateway says how long to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
