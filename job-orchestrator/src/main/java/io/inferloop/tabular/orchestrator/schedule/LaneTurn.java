package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.catalogue.Organizations;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.job.Lane;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import java.time.Instant;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** One turn of a lane's scheduler, in one transaction: fills the lane up to its ready depth. */
final class LaneTurn {

    private final TransactionTemplate transaction;
    private final LaneQueue queue;
    private final JobStore jobs;
    private final Organizations organizations;
    private final JobRecorder recorder;
    private final ScheduleProperties properties;

    LaneTurn(
            TransactionTemplate transaction,
            LaneQueue queue,
            JobStore jobs,
            Organizations organizations,
            JobRecorder recorder,
            ScheduleProperties properties) {
        this.transaction = transaction;
        this.queue = queue;
        this.jobs = jobs;
        this.organizations = organizations;
        this.recorder = recorder;
        this.properties = properties;
    }

    /**
     * Dispatches as many tasks as the lane has room for.
     *
     * @return tasks dispatched; none while another orchestrator leads the lane
     */
    int take(Lane lane) {
        // Before the transaction, because most lanes wait for nothing most of the time. Who queues after this look
        // wakes the next turn.
        List<OrganizationId> waiting = queue.waiting(lane);
        if (waiting.isEmpty()) {
            return 0;
        }
        Integer dispatched = transaction.execute(status -> {
            if (!queue.tryLead(lane)) {
                return 0;
            }
            int capacity = properties.readyDepth() - queue.ready(lane);
            return capacity > 0 ? fill(lane, waiting, capacity) : 0;
        });
        return dispatched == null ? 0 : dispatched;
    }

    private int fill(Lane lane, List<OrganizationId> waiting, int capacity) {
        var shares = waiting.stream()
                .map(organization -> Share.of(organizations.of(organization)))
                .toList();
        queue.holdPlaces(shares);
        var next = queue.next(lane, shares, capacity);
        Instant now = jobs.now();
        Instant startBy = now.plus(properties.startBy());
        recorder.save(next.stream().map(job -> job.dispatched(startBy, now)).toList(), now);
        return next.size();
    }
}
