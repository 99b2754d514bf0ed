package io.inferloop.tabular.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant LEASE = NOW.plus(Duration.ofSeconds(30));
    private static final Instant LATER = NOW.plus(Duration.ofSeconds(60));
    private static final Verdict AGAIN = new Verdict.TryAgain(LATER);
    private static final Verdict GIVE_UP = new Verdict.GiveUp();
    private static final Failure FAILURE = Failure.retryable("storage_unavailable", "The object store was away.");
    private static final TaskResult RESULT = new TaskResult(
            List.of(new Output("synthetic.csv", "organizations/o/jobs/j/0/1-r/synthetic.csv", "text/csv", 9, "ab", 3L)),
            Map.of("quality", 0.9),
            new Effort(3, 0, 1500, 20));

    @Test
    void isQueuedWhenSubmitted() {
        Job job = Job.submitted(definition(false), NOW);

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.position()).isEqualTo(new Position(0, 1, 0, null));
        assertThat(job.lane()).isEqualTo(Lane.SYNTHESIS_CPU);
        assertThat(job.history().entered()).containsExactly(Map.entry(JobState.QUEUED, NOW));
        assertThat(job.hasStarted()).isFalse();
    }

    @Test
    void isOverAtOnceWhenItsSubmissionIsRefused() {
        Job job = Job.rejected(definition(false), Failure.rejected("rows_over_plan", "Too many rows."), NOW);

        assertThat(job.state()).isEqualTo(JobState.REJECTED);
        assertThat(job.history().failure()).extracting(Failure::code).isEqualTo("rows_over_plan");
    }

    @Test
    void isOverAtOnceWhenItsCancellationCameFirst() {
        assertThat(Job.cancelledBeforeSubmit(definition(false), NOW).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void countsItsDispatchesOverTheWholeJob() {
        Job again = dispatched().dispatchedAgain(LATER, NOW);
        assertThat(again.position()).isEqualTo(new Position(0, 1, 2, null));
        assertThat(again.dueAt()).isEqualTo(LATER);

        Job retried = running()
                .attemptFailed(FAILURE, Effort.NONE, AGAIN, NOW)
                .queuedAgain(NOW)
                .dispatched(LATER, NOW);
        assertThat(retried.position()).isEqualTo(new Position(0, 2, 2, null));
    }

    @Test
    void runsUnderTheLeaseOfItsBoundRun() {
        Job job = running();

        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        assertThat(job.dueAt()).isEqualTo(LEASE);
        assertThat(job.hasStarted()).isTrue();
    }

    @Test
    void doesNotStartWithoutABoundRun() {
        assertThatThrownBy(() -> dispatched().started(LEASE, NOW))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("DISPATCHED")
                .hasMessageContaining("bound run");
    }

    @Test
    void livesOnWithEachHeartbeat() {
        var progress = new Progress("fit", 3, 10, null, 700L);
        Job job = running().alive(progress, LATER);

        assertThat(job.dueAt()).isEqualTo(LATER);
        assertThat(job.history().progress()).isEqualTo(progress);
        assertThat(job.alive(null, LATER).history().progress()).isEqualTo(progress);
    }

    @Test
    void succeedsWithItsLastTask() {
        Job job = running().taskSucceeded(RESULT, NOW);

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.results()).isEqualTo(RESULT);
        assertThat(job.position().run()).isNull();
        assertThat(job.dueAt()).isNull();
    }

    @Test
    void queuesItsNextTaskAndIsShownAsRunningMeanwhile() {
        Job job = bound(Job.submitted(definition(true), NOW).dispatched(LATER, NOW))
                .started(LEASE, NOW)
                .taskSucceeded(RESULT, NOW);

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.visibleState()).isEqualTo(JobState.RUNNING);
        assertThat(job.lane()).isEqualTo(Lane.VALIDATION);
        assertThat(job.position()).isEqualTo(new Position(1, 1, 1, null));
        assertThat(job.dispatched(LATER, NOW).visibleState()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void addsUpWhatItsTasksDelivered() {
        Job validating = bound(bound(Job.submitted(definition(true), NOW).dispatched(LATER, NOW))
                        .started(LEASE, NOW)
                        .taskSucceeded(RESULT, NOW)
                        .dispatched(LATER, NOW))
                .started(LEASE, NOW);
        var report = new TaskResult(
                List.of(new Output("validation.json", "k", "application/json", 1, "cd", null)),
                Map.of("diagnostic", 1.0),
                new Effort(0, 1, 250, 0));

        Job job = validating.taskSucceeded(report, NOW);

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.results().outputs())
                .extracting(Output::name)
                .containsExactly("synthetic.csv", "validation.json");
        assertThat(job.results().scores()).containsOnlyKeys("quality", "diagnostic");
        assertThat(job.results().effort()).isEqualTo(new Effort(3, 1, 1750, 20));
    }

    @Test
    void waitsForItsNextAttemptWhenThereIsOne() {
        Job job = running().attemptFailed(FAILURE, Effort.NONE, AGAIN, NOW);

        assertThat(job.state()).isEqualTo(JobState.RETRY_WAIT);
        assertThat(job.dueAt()).isEqualTo(LATER);
        assertThat(job.position()).isEqualTo(new Position(0, 2, 1, null));
        assertThat(job.history().failure()).isEqualTo(FAILURE);
        assertThat(job.queuedAgain(NOW).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void failsWhenItWasTheLastAttempt() {
        Job job = running().attemptFailed(FAILURE, Effort.NONE, GIVE_UP, NOW);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.history().failure()).isEqualTo(FAILURE);
    }

    @Test
    void forgetsAnEarlierFailureWhenItSucceeds() {
        Job retried = bound(running()
                        .attemptFailed(FAILURE, Effort.NONE, AGAIN, NOW)
                        .queuedAgain(NOW)
                        .dispatched(LATER, NOW))
                .started(LEASE, NOW);

        assertThat(retried.taskSucceeded(RESULT, NOW).history().failure()).isNull();
    }

    @Test
    void stopsAtOnceWhenNobodyRunsIt() {
        var waiting = running().attemptFailed(FAILURE, Effort.NONE, AGAIN, NOW);

        assertThat(Job.submitted(definition(false), NOW).cancelRequested(NOW).state())
                .isEqualTo(JobState.CANCELLED);
        assertThat(dispatched().cancelRequested(NOW).state()).isEqualTo(JobState.CANCELLED);
        assertThat(waiting.cancelRequested(NOW).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void keepsItsRunAndLeaseWhileItIsBeingCancelled() {
        Job job = cancelling();

        assertThat(job.state()).isEqualTo(JobState.CANCELLING);
        assertThat(job.position().run()).isNotNull();
        assertThat(job.dueAt()).isEqualTo(LEASE);
    }

    @Test
    void succeedsWhenTheResultWasFasterThanTheCancellation() {
        assertThat(cancelling().taskSucceeded(RESULT, NOW).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void isCancelledWhenOnlyAnEarlierTaskWasFaster() {
        Job job = bound(Job.submitted(definition(true), NOW).dispatched(LATER, NOW))
                .started(LEASE, NOW)
                .cancelRequested(NOW)
                .taskSucceeded(RESULT, NOW);

        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void isNeverRetriedAfterACancellation() {
        Job job = cancelling().attemptFailed(FAILURE, Effort.ofGpu(40), AGAIN, NOW);

        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(job.results().effort().gpuMillis()).isEqualTo(40);
    }

    @Test
    void expiresOnlyBeforeItHasStarted() {
        assertThat(Job.submitted(definition(false), NOW).deadlinePassed(NOW).state())
                .isEqualTo(JobState.EXPIRED);
        assertThat(dispatched().deadlinePassed(NOW).state()).isEqualTo(JobState.EXPIRED);
        assertThatThrownBy(() -> running()
                        .attemptFailed(FAILURE, Effort.NONE, AGAIN, NOW)
                        .queuedAgain(NOW)
                        .deadlinePassed(NOW))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("started");
    }

    @Test
    void namesBothStatesWhenAMoveIsNotAllowed() {
        assertThatThrownBy(() -> Job.submitted(definition(false), NOW).taskSucceeded(RESULT, NOW))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("QUEUED")
                .hasMessageContaining("SUCCEEDED");
    }

    @Test
    void allowsEachMoveInExactlyTheStatesThatLeadThere() {
        assertThat(statesThatAllow(job -> job.dispatched(LATER, NOW))).containsExactly(JobState.QUEUED);
        assertThat(statesThatAllow(job -> job.dispatchedAgain(LATER, NOW))).containsExactly(JobState.DISPATCHED);
        assertThat(statesThatAllow(job -> bound(job).started(LEASE, NOW))).containsExactly(JobState.DISPATCHED);
        assertThat(statesThatAllow(job -> job.alive(null, LEASE)))
                .containsExactly(JobState.RUNNING, JobState.CANCELLING);
        assertThat(statesThatAllow(job -> job.taskSucceeded(RESULT, NOW)))
                .containsExactly(JobState.RUNNING, JobState.CANCELLING);
        assertThat(statesThatAllow(job -> job.attemptFailed(FAILURE, Effort.NONE, GIVE_UP, NOW)))
                .containsExactly(JobState.RUNNING, JobState.CANCELLING);
        assertThat(statesThatAllow(job -> job.queuedAgain(NOW))).containsExactly(JobState.RETRY_WAIT);
        assertThat(statesThatAllow(job -> job.cancelRequested(NOW)))
                .containsExactly(JobState.QUEUED, JobState.DISPATCHED, JobState.RUNNING, JobState.RETRY_WAIT);
        assertThat(statesThatAllow(job -> job.deadlinePassed(NOW)))
                .containsExactly(JobState.QUEUED, JobState.DISPATCHED);
    }

    @Test
    void leavesNoFinalState() {
        for (JobState state : JobState.values()) {
            for (JobState next : JobState.values()) {
                if (state.isTerminal()) {
                    assertThat(state.mayBecome(next))
                            .as("%s to %s", state, next)
                            .isFalse();
                }
            }
        }
    }

    private interface Move {
        Job of(Job job);
    }

    private static Set<JobState> statesThatAllow(Move move) {
        var allowed = EnumSet.noneOf(JobState.class);
        inEveryState().forEach((state, job) -> {
            try {
                move.of(job);
                allowed.add(state);
            } catch (IllegalTransitionException refused) {
                assertThat(refused).hasMessageContaining(state.name());
            } catch (IllegalArgumentException noRunInThisState) {
                assertThat(noRunInThisState).hasMessageContaining("cannot hold run");
            }
        });
        return allowed;
    }

    private static Map<JobState, Job> inEveryState() {
        var jobs = new EnumMap<JobState, Job>(JobState.class);
        for (Job job : List.of(
                Job.submitted(definition(false), NOW),
                dispatched(),
                running(),
                running().attemptFailed(FAILURE, Effort.NONE, AGAIN, NOW),
                cancelling(),
                running().taskSucceeded(RESULT, NOW),
                running().attemptFailed(FAILURE, Effort.NONE, GIVE_UP, NOW),
                dispatched().cancelRequested(NOW),
                dispatched().deadlinePassed(NOW),
                Job.rejected(definition(false), FAILURE, NOW))) {
            jobs.put(job.state(), job);
        }
        assertThat(jobs.keySet()).containsExactly(JobState.values());
        return jobs;
    }

    private static Job dispatched() {
        return Job.submitted(definition(false), NOW).dispatched(LATER, NOW);
    }

    private static Job running() {
        return bound(dispatched()).started(LEASE, NOW);
    }

    private static Job cancelling() {
        return running().cancelRequested(NOW);
    }

    /** As the store binds a run. */
    private static Job bound(Job job) {
        var where = job.position();
        return new Job(
                job.definition(),
                job.state(),
                new Position(where.task(), where.attempt(), where.dispatchNo(), new RunId(UUID.randomUUID())),
                job.dueAt(),
                job.history(),
                job.results(),
                job.sequence());
    }

    private static JobDefinition definition(boolean validate) {
        var spec = new JobSpec.Generation(
                new DatasetId(UUID.randomUUID()),
                new StoredTable("organizations/o/datasets/d/table.csv", "ab", 9, "csv"),
                "gaussian_copula",
                3,
                7,
                validate,
                Map.of(),
                Map.of(),
                "csv",
                Map.of());
        var key = new JobKey(new OrganizationId(UUID.randomUUID()), UUID.randomUUID());
        return new JobDefinition(key, spec, "{}", 3, null, null, NOW);
    }
}
