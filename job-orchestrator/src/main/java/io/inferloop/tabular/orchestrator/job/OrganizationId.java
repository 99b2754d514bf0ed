package io.inferloop.tabular.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A customer. Comes from a verified signature alone. */
public record OrganizationId(@JsonValue UUID value) implements Comparable<OrganizationId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganizationId {}

    @Override
    public int compareTo(OrganizationId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
