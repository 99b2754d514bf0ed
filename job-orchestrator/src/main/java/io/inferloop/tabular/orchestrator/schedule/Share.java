package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.catalogue.Account;
import io.inferloop.tabular.orchestrator.job.OrganizationId;

/**
 * What an organization may have of the lanes.
 *
 * @param places jobs on their way at a time, over all lanes
 * @param weight of its turns beside other organizations
 */
record Share(OrganizationId organization, int places, int weight) {

    static Share of(Account account) {
        return new Share(
                account.organization(),
                account.plan().concurrentJobs().orElse(Integer.MAX_VALUE),
                account.plan().fairnessWeight());
    }
}
