package io.inferloop.tabular.gateway.dataset;

import java.util.UUID;

/** A dataset's identity; orders by upload time. */
public record DatasetId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
