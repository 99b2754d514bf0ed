package io.inferloop.tabular.gateway.dataset;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A dataset's identity; orders by upload time. */
public record DatasetId(UUID value) {

    /** The one job that profiles the dataset; follows from the id, so that there is never a second. */
    public UUID profileJob() {
        return UUID.nameUUIDFromBytes(("profile:" + value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
