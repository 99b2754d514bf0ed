package io.inferloop.tabular.orchestrator.publish;

import io.inferloop.tabular.orchestrator.catalogue.Account;
import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a finished job is charged for. The ids depend on job and meter alone, so however often a job were said to have
 * finished it is charged once.
 */
final class UsageRecords {

    static final String SOURCE = "job-orchestrator";

    /** Of the record's decimal. */
    private static final int SCALE = 9;

    private static final int MILLIS_EXPONENT = 3;

    private UsageRecords() {}

    /** Everything for a job that succeeded; GPU time alone for one that was cancelled after it had used some. */
    static List<BillingEvent> of(Job job, Account account, Instant now) {
        if (job.definition().spec().isFree()) {
            return List.of();
        }
        Effort effort = job.results().effort();
        var events = new ArrayList<BillingEvent>();
        if (job.state() == JobState.SUCCEEDED) {
            add(
                    events,
                    job,
                    account,
                    job.definition().spec().rowsMeter(),
                    BigDecimal.valueOf(effort.rowsGenerated()),
                    now);
            add(events, job, account, "validations", BigDecimal.valueOf(effort.validations()), now);
            add(events, job, account, "cpu_seconds", seconds(effort.cpuMillis()), now);
        }
        if (job.state() == JobState.SUCCEEDED || job.state() == JobState.CANCELLED) {
            add(events, job, account, "gpu_seconds", seconds(effort.gpuMillis()), now);
        }
        return events;
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, MILLIS_EXPONENT);
    }

    private static void add(
            List<BillingEvent> events, Job job, Account account, String meter, BigDecimal quantity, Instant now) {
        if (quantity.signum() == 0) {
            return;
        }
        events.add(BillingEvent.newBuilder()
                .setOrganizationId(job.key().organization().value())
                .setSource(SOURCE)
                .setId(job.key().job() + ":" + meter)
                .setUsage(UsageRecorded.newBuilder()
                        .setMeter(meter)
                        .setQuantity(quantity.setScale(SCALE))
                        .setOccurredAt(now)
                        .setPlan(account.plan().id())
                        .setPlanRevision(account.planRevision())
                        .setTimeZone(account.timeZone())
                        .setCurrency(account.currency())
                        .setJobId(job.key().job())
                        .build())
                .build());
    }
}
