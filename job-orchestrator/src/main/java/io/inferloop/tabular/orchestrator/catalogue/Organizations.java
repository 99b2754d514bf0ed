package io.inferloop.tabular.orchestrator.catalogue;

import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import io.inferloop.tabular.schemas.account.Organization;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The organizations by the newest plan revision that has arrived. Safe for any thread. */
public final class Organizations {

    private final PlanCatalogue plans;
    private final Map<OrganizationId, Account> accounts = new ConcurrentHashMap<>();

    public Organizations(PlanCatalogue plans) {
        this.plans = plans;
    }

    /** Takes an announcement; an older plan revision than the one known changes nothing. */
    public void announced(Organization organization) {
        var account = new Account(
                new OrganizationId(organization.getOrganizationId()),
                plans.plan(organization.getPlan()),
                organization.getPlanRevision(),
                organization.getTimeZone(),
                organization.getCurrency());
        accounts.merge(
                account.organization(),
                account,
                (known, latest) -> latest.planRevision() >= known.planRevision() ? latest : known);
    }

    public Optional<Account> find(OrganizationId organization) {
        return Optional.ofNullable(accounts.get(organization));
    }

    /**
     * The organization of a job that exists.
     *
     * @throws IllegalStateException when it was never announced: its job would not have been accepted
     */
    public Account of(OrganizationId organization) {
        return find(organization)
                .orElseThrow(() -> new IllegalStateException(
                        "Organization %s has jobs but was never announced".formatted(organization)));
    }
}
