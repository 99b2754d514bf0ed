package io.inferloop.tabular.platform.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.schemas.task.StopTask;
import io.micrometer.observation.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ActiveRunTest {

    private static final UUID JOB = new UUID(2, 2);
    private static final UUID RUN = new UUID(3, 3);

    private final AtomicLong nanos = new AtomicLong();
    private final ActiveRun run =
            new ActiveRun(Dispatches.of(JOB), RUN, Path.of("scratch"), Observation.NOOP, nanos::get);

    @Test
    void writesUnderAttemptAndRun() {
        assertThat(run.outputPrefix()).endsWith("/jobs/" + JOB + "/0/1-" + RUN + "/");
    }

    @Test
    void aStopInterruptsTheThreadAtWorkAndThrowsAtTheNextCheck() {
        run.begin();
        run.stop(RunEnd.Failed.stopped("cancelled by the user"));

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThatThrownBy(run::throwIfCancelled).isInstanceOf(TaskCancelledException.class);
        run.settle();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aStopBeforeTheWorkBeginsInterruptsItsBeginning() {
        run.stop(RunEnd.Failed.stopped("early"));
        run.begin();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aStopAfterTheWorkInterruptsNobody() {
        run.begin();
        run.settle();
        run.stop(RunEnd.Failed.stopped("late"));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theFirstReasonStands() {
        run.stop(RunEnd.Failed.leaseLost());
        run.stop(RunEnd.Failed.workerShutdown());

        assertThat(run.stopReason()).isEqualTo(RunEnd.Failed.leaseLost());
    }

    @Test
    void theLeaseCountsFromTheLastAcknowledgedSend() {
        nanos.set(Duration.ofSeconds(20).toNanos());
        run.acknowledged(Duration.ofSeconds(15).toNanos());
        run.acknowledged(Duration.ofSeconds(5).toNanos());
        nanos.set(Duration.ofSeconds(44).toNanos());
        assertThat(run.leaseLost(Duration.ofSeconds(30))).isFalse();

        nanos.set(Duration.ofSeconds(46).toNanos());
        assertThat(run.leaseLost(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void estimatesWhatRemainsFromThePaceOfTheStage() {
        run.progress("fit", 0, 10, null);
        nanos.set(Duration.ofSeconds(9).toNanos());
        run.progress("sample", 0, 100, null);
        assertThat(run.progress().remainingMillis()).isNull();

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        run.progress("sample", 25, 100, null);

        assertThat(run.progress().remainingMillis()).isEqualTo(3_000);
    }

    @Test
    void aStopHeardBeforeTheRunWasAddedStillStopsIt() {
        ActiveRuns runs = new ActiveRuns();
        runs.stop(JOB, new StopTask(1, 1, RUN, "not the current run"));
        runs.add(run);

        assertThatThrownBy(run::throwIfCancelled).hasMessageContaining("not the current run");
    }

    @Test
    void aStopForAnotherRunOrDispatchChangesNothing() {
        ActiveRuns runs = new ActiveRuns();
        runs.add(run);
        runs.stop(JOB, new StopTask(1, 1, new UUID(9, 9), "another run"));
        runs.stop(JOB, new StopTask(1, 2, RUN, "another dispatch"));
        runs.stop(new UUID(9, 9), new StopTask(1, 1, RUN, "another job"));

        assertThatCode(run::throwIfCancelled).doesNotThrowAnyException();
    }
}
