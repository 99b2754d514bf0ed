package io.inferloop.tabular.gateway.job;

import java.util.UUID;

/** A job's identity; ours order by time, those of outside producers are what they chose. */
public record JobId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
