package io.inferloop.tabular.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An uploaded table of one organization. */
public record DatasetId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DatasetId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
