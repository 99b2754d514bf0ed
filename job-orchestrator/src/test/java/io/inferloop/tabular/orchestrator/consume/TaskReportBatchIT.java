package io.inferloop.tabular.orchestrator.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.orchestrator.bench.OnTheWorkbench;
import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Fence;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.Output;
import io.inferloop.tabular.orchestrator.job.Progress;
import io.inferloop.tabular.orchestrator.job.RunId;
import io.inferloop.tabular.orchestrator.job.TaskResult;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.task.TaskControl;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TaskReportBatchIT extends OnTheWorkbench {

    @Autowired
    private TaskReportBatch batches;

    private JobKey job;

    @BeforeEach
    void dispatch() {
        job = bench.dispatched(bench.organization("professional"), false);
    }

    @Test
    void bindsTheFirstRunThatStarts() {
        Fence first = bench.newRun(job);
        Fence second = bench.newRun(job);

        batches.apply(List.of(new TaskReport.Started(first), new TaskReport.Started(second)));

        assertThat(bench.job(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(bench.job(job).position().run()).isEqualTo(first.run());
        assertThat(stopped()).containsExactly(second.run().value());
    }

    @Test
    void bindsExactlyOneOfManyConcurrentRuns() throws Exception {
        List<Fence> runs =
                IntStream.range(0, 8).mapToObj(i -> bench.newRun(job)).toList();
        try (var threads = Executors.newFixedThreadPool(runs.size())) {
            var starts = runs.stream()
                    .<Callable<Void>>map(run -> () -> {
                        batches.apply(List.of(new TaskReport.Started(run)));
                        return null;
                    })
                    .toList();
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        }

        UUID winner = bench.boundRun(job).value();
        assertThat(runs).extracting(run -> run.run().value()).contains(winner);
        assertThat(stopped())
                .containsExactlyInAnyOrderElementsOf(runs.stream()
                        .map(run -> run.run().value())
                        .filter(run -> !run.equals(winner))
                        .toList());
    }

    @Test
    void takesAHeartbeatOfAnUnboundDispatchAsItsStart() {
        Fence run = bench.newRun(job);

        batches.apply(List.of(heartbeat(run)));

        assertThat(bench.job(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(bench.job(job).history().progress())
                .extracting(Progress::stage)
                .isEqualTo("fit");
    }

    @Test
    void takesAResultOfAnUnboundDispatchAsItsStartAndItsEnd() {
        batches.apply(List.of(succeeded(bench.newRun(job))));

        assertThat(bench.job(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench.job(job).hasStarted()).isTrue();
    }

    @Test
    void tellsAWholeLifeInOneBatchAsOneChange() {
        Fence run = bench.newRun(job);
        int before = bench.outgoing(Topics.JOB_EVENTS).size();

        batches.apply(List.of(new TaskReport.Started(run), heartbeat(run), succeeded(run)));

        List<JobChanged> changes = bench.outgoing(Topics.JOB_EVENTS);
        assertThat(changes).hasSize(before + 1);
        JobChanged last = changes.getLast();
        assertThat(last.getState().name()).isEqualTo("SUCCEEDED");
        assertThat(last.getSequence()).isEqualTo(3);
        assertThat(last.getStateTimes()).containsOnlyKeys("queued", "dispatched", "running", "succeeded");
        assertThat(last.getOutputs()).singleElement().extracting("name").isEqualTo("synthetic.csv");
        assertThat(last.getScores()).containsEntry("quality", 0.9);
    }

    @Test
    void chargesASucceededJobOncePerMeterAndNothingForZero() {
        Fence run = bench.newRun(job);

        batches.apply(List.of(new TaskReport.Started(run), succeeded(run)));
        batches.apply(List.of(succeeded(run)));

        List<BillingEvent> usage = bench.outgoing(Topics.USAGE);
        assertThat(usage)
                .extracting(BillingEvent::getId)
                .containsExactly(job.job() + ":rows_generated", job.job() + ":cpu_seconds");
        assertThat(usage.getFirst().getUsage().getQuantity()).isEqualByComparingTo(new BigDecimal("1000"));
        assertThat(usage.getLast().getUsage().getQuantity()).isEqualByComparingTo(new BigDecimal("1.5"));
        assertThat(usage.getFirst().getSource()).isEqualTo("job-orchestrator");
        assertThat(usage.getFirst().getUsage().getPlan()).isEqualTo("professional");
        assertThat(usage.getFirst().getUsage().getTimeZone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void chargesNothingForAProfile() {
        var profile = bench.profile(bench.organization("starter"));
        bench.dispatch(profile);

        batches.apply(List.of(succeeded(bench.newRun(profile))));

        assertThat(bench.job(profile).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench.outgoing(Topics.USAGE)).isEmpty();
    }

    @Test
    void believesNoResultOfAnotherRun() {
        Fence bound = bench.newRun(job);
        batches.apply(List.of(new TaskReport.Started(bound)));

        batches.apply(List.of(succeeded(bench.newRun(job))));

        assertNothingCameOfIt(JobState.RUNNING);
        assertThat(bench.job(job).position().run()).isEqualTo(bound.run());
    }

    @Test
    void believesNoResultOfAnEarlierAttempt() {
        Fence first = bench.newRun(job);
        batches.apply(List.of(new TaskReport.Started(first), failed(first, Failure.Kind.RETRYABLE)));
        Fence stale = new Fence(job, 1, 1, first.run());

        batches.apply(List.of(succeeded(stale)));

        assertNothingCameOfIt(JobState.RETRY_WAIT);
    }

    @Test
    void believesNoResultOfAStaleAttemptUnderTheNewestDispatchNumber() {
        Fence run = bench.newRun(job);
        batches.apply(List.of(new TaskReport.Started(run)));

        batches.apply(List.of(succeeded(new Fence(job, run.attempt() + 1, run.dispatchNo(), run.run()))));

        assertNothingCameOfIt(JobState.RUNNING);
    }

    @Test
    void believesNoResultOfAStaleDispatch() {
        Fence stale = bench.newRun(job);
        bench.redispatch(job);

        batches.apply(List.of(new TaskReport.Started(stale), succeeded(stale)));

        assertNothingCameOfIt(JobState.DISPATCHED);
        assertThat(bench.job(job).position().run()).isNull();
        assertThat(stopped()).containsExactly(stale.run().value());
    }

    @Test
    void believesNoResultUnderAnotherDispatchNumberOfTheBoundRun() {
        Fence run = bench.newRun(job);
        batches.apply(List.of(new TaskReport.Started(run)));

        batches.apply(List.of(succeeded(new Fence(job, run.attempt(), run.dispatchNo() + 1, run.run()))));

        assertNothingCameOfIt(JobState.RUNNING);
    }

    @Test
    void bindsNoRunThatNamesAnotherAttempt() {
        Fence wrong = new Fence(job, 2, 1, new RunId(UUID.randomUUID()));

        batches.apply(List.of(new TaskReport.Started(wrong)));

        assertThat(bench.job(job).state()).isEqualTo(JobState.DISPATCHED);
        assertThat(stopped()).containsExactly(wrong.run().value());
    }

    @Test
    void bindsNoRunToACancelledJob() {
        bench.cancel(job);
        Fence run = bench.newRun(job);

        batches.apply(List.of(new TaskReport.Started(run), succeeded(run)));

        assertNothingCameOfIt(JobState.CANCELLED);
        assertThat(stopped()).containsExactly(run.run().value());
    }

    @Test
    void believesNoRunThatNamesTheJobUnderAnotherOrganization() {
        var foreign = new JobKey(bench.organization("professional"), job.job());
        Fence run = new Fence(foreign, 1, 1, new RunId(UUID.randomUUID()));

        batches.apply(List.of(new TaskReport.Started(run), succeeded(run)));

        assertNothingCameOfIt(JobState.DISPATCHED);
    }

    @Test
    void hidesOutputsUntilTheLastTaskHasSucceeded() {
        job = bench.dispatched(bench.organization("professional"), true);
        Fence synthesis = bench.newRun(job);

        batches.apply(List.of(new TaskReport.Started(synthesis), succeeded(synthesis)));

        JobChanged between = bench.outgoing(Topics.JOB_EVENTS).getLast();
        assertThat(between.getState().name()).isEqualTo("RUNNING");
        assertThat(between.getTask()).isEqualTo(1);
        assertThat(between.getOutputs()).isEmpty();
        assertThat(bench.outgoing(Topics.USAGE)).isEmpty();

        bench.dispatch(job);
        assertThat(bench.outgoing(Topics.DISPATCH_VALIDATION)).singleElement().satisfies(dispatch -> {
            assertThat(dispatch.getDispatchNo()).isEqualTo(2);
            assertThat(dispatch.getAttempt()).isEqualTo(1);
            assertThat(dispatch.getValidation().getSyntheticKey()).isEqualTo("synthetic-key");
        });
        Fence validation = bench.newRun(job);
        var report = new TaskResult(
                List.of(new Output("validation.json", "v", "application/json", 1, "cd", null)),
                Map.of("diagnostic", 1.0),
                new Effort(0, 1, 500, 0));
        batches.apply(List.of(new TaskReport.Succeeded(validation, report)));

        JobChanged last = bench.outgoing(Topics.JOB_EVENTS).getLast();
        assertThat(last.getOutputs()).extracting("name").containsExactly("synthetic.csv", "validation.json");
        assertThat(last.getScores()).containsOnlyKeys("quality", "diagnostic");
        assertThat(bench.outgoing(Topics.USAGE))
                .extracting(event -> event.getUsage().getMeter() + "="
                        + event.getUsage().getQuantity().stripTrailingZeros().toPlainString())
                .containsExactly("rows_generated=1000", "validations=1", "cpu_seconds=2");
    }

    @Test
    void chargesAJobWhoseResultWasFasterThanItsCancellation() {
        Fence run = bench.newRun(job);
        batches.apply(List.of(new TaskReport.Started(run)));
        bench.cancel(job);
        assertThat(stopped()).containsExactly(run.run().value());

        batches.apply(List.of(succeeded(run)));

        assertThat(bench.job(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench.outgoing(Topics.USAGE)).isNotEmpty();
    }

    @Test
    void cancelsWhenTheRunSaysThatItStoppedAndChargesItsGpuTimeAlone() {
        Fence run = bench.newRun(job);
        batches.apply(List.of(new TaskReport.Started(run)));
        bench.cancel(job);

        batches.apply(
                List.of(new TaskReport.Failed(run, Failure.retryable("cancelled", "Stopped."), Effort.ofGpu(2_500))));

        assertThat(bench.job(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(bench.outgoing(Topics.USAGE)).singleElement().satisfies(event -> {
            assertThat(event.getId()).isEqualTo(job.job() + ":gpu_seconds");
            assertThat(event.getUsage().getQuantity()).isEqualByComparingTo("2.5");
        });
    }

    @Test
    void repeatsTheStopToARunThatGoesOnAfterACancellation() {
        Fence run = bench.newRun(job);
        batches.apply(List.of(new TaskReport.Started(run)));
        bench.cancel(job);

        batches.apply(List.of(heartbeat(run)));

        assertThat(stopped()).containsExactly(run.run().value(), run.run().value());
        assertThat(bench.job(job).state()).isEqualTo(JobState.CANCELLING);
    }

    @Test
    void keepsTheTaskOfAJobThatFailedForGood() {
        Fence run = bench.newRun(job);

        batches.apply(List.of(new TaskReport.Started(run), failed(run, Failure.Kind.REJECTED)));

        assertThat(bench.job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(bench.count("dead_task")).isEqualTo(1);
        assertThat(bench.outgoing(Topics.USAGE)).isEmpty();
        assertThat(bench.outgoing(Topics.JOB_EVENTS).getLast().getFailure().getCode())
                .isEqualTo("code");
    }

    private void assertNothingCameOfIt(JobState state) {
        assertThat(bench.job(job).state()).isEqualTo(state);
        assertThat(bench.job(job).results().outputs()).isEmpty();
        assertThat(bench.outgoing(Topics.USAGE)).isEmpty();
        assertThat(bench.outgoing(Topics.JOB_EVENTS))
                .allSatisfy(change -> assertThat(change.getOutputs()).isEmpty());
    }

    private List<UUID> stopped() {
        return bench.outgoing(Topics.TASK_CONTROL).stream()
                .map(TaskControl::getStop)
                .map(stop -> stop.getRunId())
                .toList();
    }

    private static TaskReport heartbeat(Fence run) {
        return new TaskReport.Heartbeat(run, new Progress("fit", 1, 10, null, null));
    }

    private static TaskReport succeeded(Fence run) {
        var output = new Output("synthetic.csv", "synthetic-key", "text/csv", 9, "ab", 1_000L);
        return new TaskReport.Succeeded(
                run, new TaskResult(List.of(output), Map.of("quality", 0.9), new Effort(1_000, 0, 1_500, 0)));
    }

    private static TaskReport failed(Fence run, Failure.Kind kind) {
        return new TaskReport.Failed(run, new Failure(kind, "code", "message"), Effort.NONE);
    }
}
