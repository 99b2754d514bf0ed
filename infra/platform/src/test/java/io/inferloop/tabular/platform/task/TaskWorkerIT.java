package io.inferloop.tabular.platform.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.schemas.task.FailureKind;
import io.inferloop.tabular.schemas.task.StopTask;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskFailed;
import io.inferloop.tabular.schemas.task.TaskSucceeded;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestTopics;
import io.inferloop.tabular.testsupport.WithServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithServers(ServerKind.KAFKA)
class TaskWorkerIT {

    private static final TaskOutcome DONE = new TaskOutcome(List.of(), 10, 0, Map.of());

    @TempDir
    Path scratch;

    private final TestTopics topics;
    private final Set<UUID> blocked = ConcurrentHashMap.newKeySet();
    private final CountDownLatch release = new CountDownLatch(1);
    private LaneHarness lane;

    TaskWorkerIT(TestTopics topics) {
        this.topics = topics;
    }

    @BeforeEach
    void open() throws Exception {
        lane = new LaneHarness(new TestTopics(topics.cluster(), topics.prefix() + UUID.randomUUID() + "."), scratch);
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        lane.close();
    }

    /** Blocks on the jobs that a test named, until they are stopped or released. */
    private TaskOutcome handle(TaskContext context) throws Exception {
        Files.writeString(context.scratch().resolve("file"), "x");
        context.progress("working", 1, 2, null);
        if (blocked.contains(context.dispatch().getJobId())) {
            release.await();
        }
        return DONE;
    }

    @Test
    void noRecordWaitsBehindABusyWorker() throws Exception {
        lane.start(1, this::handle);
        lane.start(1, this::handle);
        UUID longJob = UUID.randomUUID();
        blocked.add(longJob);
        lane.dispatch(longJob, Duration.ofMinutes(1));
        awaitEvents(longJob, TaskEvent::getStarted);

        List<UUID> shortJobs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            shortJobs.add(lane.dispatch());
        }
        for (UUID job : shortJobs) {
            awaitEvents(job, TaskEvent::getSucceeded);
        }

        assertThat(lane.ended(longJob)).isFalse();
        release.countDown();
        awaitEvents(longJob, TaskEvent::getSucceeded);
    }

    @Test
    void saysStartedThenHowFarThenSucceededAllFromOneRun() throws Exception {
        lane.start(1, context -> {
            context.progress("working", 3, 4, "almost");
            release.await();
            return DONE;
        });
        UUID job = lane.dispatch();
        // The very first heartbeat may be of the moment before the handler's first word.
        awaitEvents(
                job,
                event -> event.getHeartbeat() != null
                                && event.getHeartbeat().getProgress().getStage().equals("working")
                        ? event
                        : null);
        release.countDown();
        awaitEvents(job, TaskEvent::getSucceeded);

        List<TaskEvent> events = lane.eventsOf(job);
        assertThat(events.getFirst().getStarted()).isNotNull();
        assertThat(events)
                .map(TaskEvent::getSucceeded)
                .filteredOn(Objects::nonNull)
                .singleElement()
                .extracting(TaskSucceeded::getRowsGenerated)
                .isEqualTo(10L);
        assertThat(events.stream().map(TaskEvent::getRunId).distinct()).hasSize(1);
        assertThat(events).allSatisfy(event -> assertThat(event.getAttempt()).isEqualTo(1));
    }

    @Test
    void aStopEndsItsRunAndFreesTheSlot() throws Exception {
        lane.start(1, this::handle);
        UUID job = UUID.randomUUID();
        blocked.add(job);
        lane.dispatch(job, Duration.ofMinutes(1));
        awaitEvents(job, TaskEvent::getStarted);
        UUID run = lane.eventsOf(job).getFirst().getRunId();

        lane.order(job, new StopTask(1, 1, UUID.randomUUID(), "another run"));
        lane.order(job, new StopTask(1, 1, run, "cancelled by the user"));
        TaskFailed failed = awaitFailure(job);
        assertThat(failed.getKind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(failed.getMessage()).contains("cancelled by the user");
        awaitEvents(lane.dispatch(), TaskEvent::getSucceeded);
        await().atMost(LaneHarness.PATIENCE).until(() -> Files.walk(scratch).noneMatch(path -> path.endsWith("file")));
    }

    @Test
    void aRecordThatComesAfterItsStartByIsNotRun() throws Exception {
        UUID late = lane.dispatch(UUID.randomUUID(), Duration.ofSeconds(-1));
        UUID inTime = lane.dispatch();
        lane.start(1, this::handle);

        awaitEvents(inTime, TaskEvent::getSucceeded);
        assertThat(lane.eventsOf(late)).isEmpty();
    }

    @Test
    void aPoisonRecordBetweenGoodOnesGoesToTheDeadLetters() throws Exception {
        lane.start(1, this::handle);
        UUID before = lane.dispatch();
        lane.dispatchRaw("not Avro".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        UUID after = lane.dispatch();

        awaitEvents(before, TaskEvent::getSucceeded);
        awaitEvents(after, TaskEvent::getSucceeded);
        assertThat(lane.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).asString().isEqualTo("not Avro");
            assertThat(new String(
                            letter.headers().lastHeader("dlt-reason").value(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Magic byte");
        });
    }

    @Test
    void aRecordWhoseStartIsNotAcknowledgedGoesToAnotherWorker() throws Exception {
        AtomicBoolean cut = new AtomicBoolean(true);
        lane.start(1, this::handle, Duration.ofSeconds(10), producer -> CuttableProducer.of(producer, cut));
        UUID job = lane.dispatch();
        lane.start(1, this::handle);

        awaitEvents(job, TaskEvent::getSucceeded);
        assertThat(lane.eventsOf(job).stream().filter(event -> event.getStarted() != null))
                .hasSize(1);
    }

    @Test
    void aRunWhoseHeartbeatsAreNotAcknowledgedForALeaseEndsItself() throws Exception {
        AtomicBoolean cut = new AtomicBoolean();
        CountDownLatch interrupted = new CountDownLatch(1);
        lane.start(
                1,
                context -> {
                    try {
                        release.await();
                        return DONE;
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                },
                Duration.ofSeconds(2),
                producer -> CuttableProducer.of(producer, cut));
        UUID job = lane.dispatch();
        awaitEvents(job, TaskEvent::getStarted);
        cut.set(true);

        await().atMost(LaneHarness.PATIENCE).until(() -> interrupted.getCount() == 0);
    }

    @Test
    void shutdownHandsARunningTaskBack() throws Exception {
        TaskWorker worker = lane.start(1, this::handle);
        UUID job = UUID.randomUUID();
        blocked.add(job);
        lane.dispatch(job, Duration.ofMinutes(1));
        awaitEvents(job, TaskEvent::getStarted);
        worker.stop();

        TaskFailed failed = awaitFailure(job);
        assertThat(failed.getKind()).isEqualTo(FailureKind.RETRYABLE);
        assertThat(failed.getCode()).isEqualTo("worker_shutdown");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aRejectionReachesTheUserWithTheHandlersWords() throws Exception {
        lane.start(1, context -> {
            throw new RejectedException("bad_table", "Line 3 has 4 fields, not 5");
        });
        UUID job = lane.dispatch();

        TaskFailed failed = awaitFailure(job);
        assertThat(failed.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.getMessage()).isEqualTo("Line 3 has 4 fields, not 5");
    }

    /** The run's end, which a last heartbeat may follow. */
    private TaskFailed awaitFailure(UUID job) throws Exception {
        awaitEvents(job, TaskEvent::getFailed);
        return lane.eventsOf(job).stream()
                .map(TaskEvent::getFailed)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private void awaitEvents(UUID job, java.util.function.Function<TaskEvent, ?> body) {
        await().atMost(LaneHarness.PATIENCE)
                .until(() -> lane.eventsOf(job).stream().anyMatch(event -> body.apply(event) != null));
    }
}
