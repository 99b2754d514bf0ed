package io.inferloop.tabular.gateway.account;

import java.util.UUID;

/** An organization's identity. */
public record OrganizationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
