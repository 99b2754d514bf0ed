package io.inferloop.tabular.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.orchestrator.bench.OnTheWorkbench;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.Lane;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class LaneTurnIT extends OnTheWorkbench {

    /** As the workbench sets it. */
    private static final int READY_DEPTH = 8;

    @Autowired
    private LaneTurn turn;

    @Autowired
    private StartBySweep startBy;

    @Autowired
    private DeadlineSweep deadlines;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void keepsTheLaneShort() {
        var organization = bench.organization("enterprise");
        IntStream.range(0, 20).forEach(i -> bench.submitted(organization, false));

        assertThat(turn.take(Lane.SYNTHESIS_CPU)).isEqualTo(READY_DEPTH);
        assertThat(turn.take(Lane.SYNTHESIS_CPU)).isZero();
        assertThat(bench.outgoing(Topics.DISPATCH_SYNTHESIS_CPU)).hasSize(READY_DEPTH);
    }

    @Test
    void hasNoMoreOfAnOrganizationOnItsWayThanThePlanAllows() {
        var starter = bench.organization("starter");
        IntStream.range(0, 5).forEach(i -> bench.submitted(starter, false));

        assertThat(turn.take(Lane.SYNTHESIS_CPU)).isEqualTo(2);
        assertThat(turn.take(Lane.SYNTHESIS_CPU)).isZero();

        bench.cancel(dispatchedJobs().getFirst());
        assertThat(turn.take(Lane.SYNTHESIS_CPU)).isEqualTo(1);
    }

    @Test
    void countsNoProfileAmongThePlansJobsAndStopsNobodyByOne() {
        var starter = bench.organization("starter");
        IntStream.range(0, 3).forEach(i -> bench.submitted(starter, false));
        IntStream.range(0, 3).forEach(i -> bench.profile(starter));

        assertThat(turn.take(Lane.VALIDATION)).isEqualTo(3);
        assertThat(turn.take(Lane.SYNTHESIS_CPU)).isEqualTo(2);
        assertThat(bench.outgoing(Topics.DISPATCH_VALIDATION))
                .allSatisfy(dispatch -> assertThat(dispatch.getProfile()).isNotNull());
    }

    @Test
    void givesTheFewestOnTheirWayForTheirWeightTheNextTurn() {
        var noisy = bench.organization("enterprise");
        IntStream.range(0, 30).forEach(i -> bench.submitted(noisy, false, 1, null));
        turn.take(Lane.SYNTHESIS_CPU);
        var quiet = bench.organization("enterprise");
        JobKey late = bench.submitted(quiet, false, 5, null);

        bench.cancel(dispatchedJobs().getFirst());
        turn.take(Lane.SYNTHESIS_CPU);

        assertThat(bench.job(late).state()).isEqualTo(JobState.DISPATCHED);
    }

    @Test
    void sharesALaneByWeight() {
        var business = bench.organization("business");
        var professional = bench.organization("professional");
        IntStream.range(0, 10).forEach(i -> {
            bench.submitted(professional, false);
            bench.submitted(business, false);
        });

        turn.take(Lane.SYNTHESIS_CPU);

        var owners = bench.outgoing(Topics.DISPATCH_SYNTHESIS_CPU).stream()
                .map(TaskDispatch::getOrganizationId)
                .toList();
        assertThat(owners).filteredOn(business.value()::equals).hasSizeBetween(5, 6);
        assertThat(owners).filteredOn(professional.value()::equals).hasSizeBetween(2, 3);
    }

    @Test
    void takesAnOrganizationsOwnJobsByPriority() {
        var starter = bench.organization("starter");
        bench.submitted(starter, false, 5, null);
        JobKey first = bench.submitted(starter, false, 1, null);
        JobKey second = bench.submitted(starter, false, 2, null);

        turn.take(Lane.SYNTHESIS_CPU);

        assertThat(dispatchedJobs()).containsExactly(first, second);
    }

    @Test
    void isLedByOneAtATimeAndDispatchesNothingTwice() throws Exception {
        var organization = bench.organization("enterprise");
        IntStream.range(0, 40).forEach(i -> bench.submitted(organization, false));
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Integer> take = () -> turn.take(Lane.SYNTHESIS_CPU);
            for (var taken : threads.invokeAll(List.of(take, take, take, take))) {
                taken.get();
            }
        }

        List<UUID> dispatched = bench.outgoing(Topics.DISPATCH_SYNTHESIS_CPU).stream()
                .map(TaskDispatch::getJobId)
                .toList();
        assertThat(dispatched).doesNotHaveDuplicates().hasSize(READY_DEPTH);
    }

    @Test
    void standsByWhileAnotherLeads() {
        bench.submitted(bench.organization("starter"), false);
        transaction.executeWithoutResult(status -> {
            new LaneQueue(jdbc).tryLead(Lane.SYNTHESIS_CPU);
            try (var other = Executors.newSingleThreadExecutor()) {
                assertThat(other.submit(() -> turn.take(Lane.SYNTHESIS_CPU)))
                        .succeedsWithin(Duration.ofSeconds(20))
                        .isEqualTo(0);
            }
        });
        assertThat(turn.take(Lane.SYNTHESIS_CPU)).isEqualTo(1);
    }

    @Test
    void dispatchesAgainUnderANewNumberWhatNobodyStarted() {
        JobKey job = bench.dispatched(bench.organization("starter"), false);
        startBy.sweep();
        assertThat(bench.job(job).position().dispatchNo()).isEqualTo(1);
        bench.letTimePass(job);

        startBy.sweep();

        assertThat(bench.job(job).position().dispatchNo()).isEqualTo(2);
        assertThat(bench.job(job).position().attempt()).isEqualTo(1);
        assertThat(bench.outgoing(Topics.DISPATCH_SYNTHESIS_CPU))
                .extracting(TaskDispatch::getDispatchNo)
                .containsExactly(1, 2);
    }

    @Test
    void expiresAJobThatHasNotStartedByItsDeadlineAndChargesNothing() {
        var organization = bench.organization("starter");
        JobKey late = bench.submitted(organization, false, 3, Duration.ofMinutes(-1));
        JobKey inTime = bench.submitted(organization, false, 3, Duration.ofMinutes(5));

        deadlines.sweep();

        assertThat(bench.job(late).state()).isEqualTo(JobState.EXPIRED);
        assertThat(bench.job(inTime).state()).isEqualTo(JobState.QUEUED);
        assertThat(bench.outgoing(Topics.USAGE)).isEmpty();
    }

    private List<JobKey> dispatchedJobs() {
        return bench.outgoing(Topics.DISPATCH_SYNTHESIS_CPU).stream()
                .map(dispatch -> new JobKey(
                        new io.inferloop.tabular.orchestrator.job.OrganizationId(dispatch.getOrganizationId()),
                        dispatch.getJobId()))
                .toList();
    }
}
