package io.inferloop.tabular.orchestrator.catalogue;

import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.platform.plan.Plan;

/**
 * An organization as it is now.
 *
 * @param timeZone IANA name; decides the billing month
 * @param currency ISO 4217
 */
public record Account(OrganizationId organization, Plan plan, long planRevision, String timeZone, String currency) {}
