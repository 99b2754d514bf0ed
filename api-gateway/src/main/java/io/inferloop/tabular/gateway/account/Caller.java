package io.inferloop.tabular.gateway.account;

import io.inferloop.tabular.platform.plan.Plan;
import java.util.UUID;

/** Who calls, on behalf of which organization, and what its plan allows. A controller's parameter of this type is the request's caller. */
public record Caller(UUID keyId, Organization organization, Plan plan) {

    public OrganizationId organizationId() {
        return organization.id();
    }
}
