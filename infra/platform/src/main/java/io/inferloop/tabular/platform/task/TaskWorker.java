package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.micrometer.observation.ObservationRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A worker of one lane. Competes in the lane's share group for dispatch records, runs each with the handler on a slot of its
 * own, keeps its lease by heartbeats, obeys stops and reports the end. Start begins to take work once the control topic has
 * been read; stop takes no more, lets runs finish for the grace period and hands the rest back as retryable failures.
 */
public final class TaskWorker implements SmartLifecycle {

    /** Work begins after, and ends before, everything that it needs. */
    private static final int PHASE = Integer.MAX_VALUE - 1000;

    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final Duration AFTER_STOP = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(TaskWorker.class);

    private final TaskLane lane;
    private final TaskHandler handler;
    private final WorkerProperties properties;
    private final Messaging messaging;
    private final ObservationRegistry observations;
    private final ActiveRuns runs = new ActiveRuns();
    private final TaskMeters meters;
    private @Nullable Session session;

    public TaskWorker(
            TaskLane lane,
            TaskHandler handler,
            WorkerProperties properties,
            Messaging messaging,
            ObservationRegistry observations) {
        this.lane = lane;
        this.handler = handler;
        this.properties = properties;
        this.messaging = messaging;
        this.observations = observations;
        this.meters = new TaskMeters(messaging.meters(), lane.name(), properties.slots(), runs);
    }

    @Override
    public synchronized void start() {
        if (session == null) {
            session = new Session();
        }
    }

    @Override
    public synchronized void stop() {
        Session open = session;
        if (open != null) {
            open.close();
            session = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return session != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Everything that lives from one start to its stop. */
    private final class Session {

        private final ScratchSpace scratch;
        private final Heartbeats heartbeats;
        private final ControlReader control;
        private final TaskRunner runner;
        private final DispatchTaker taker;
        private final Thread controlThread;
        private final Thread takerThread;

        Session() {
            WorkerClients clients = new WorkerClients(messaging.clients(), lane, properties.takeAtOnce());
            String workerId = ManagementFactory.getRuntimeMXBean().getName() + "-"
                    + UUID.randomUUID().toString().substring(0, 8);
            scratch = ScratchSpace.open(properties.scratch(), workerId.replaceAll("[^A-Za-z0-9.-]", "_"));
            TaskReporter reporter = new TaskReporter(
                    messaging.sender(),
                    new TaskEvents(workerId, handler.device(), messaging.clock()),
                    properties.lease(),
                    System::nanoTime);
            CpuMeter cpu = CpuMeter.ofThisProcess();
            heartbeats = new Heartbeats(runs, reporter, cpu, properties, System::nanoTime, lane.name());
            control = new ControlReader(clients::controlConsumer, messaging.codec(), runs, messaging.clock());
            runner = new TaskRunner(
                    handler, reporter, runs, cpu, scratch, TaskRunner.pool(lane.name(), properties.slots()));
            DispatchAdmission admission = new DispatchAdmission(
                    lane, messaging, reporter, runs, meters, properties.startTimeout(), this::newRun);
            taker = new DispatchTaker(lane, clients::shareConsumer, admission, runner, properties);
            controlThread =
                    Thread.ofPlatform().name(lane.name() + "-control").daemon().start(control);
            heartbeats.start();
            takerThread = Thread.ofPlatform().name(lane.name() + "-taker").start(this::takeOnceCaughtUp);
            log.info(
                    "Worker {} takes tasks of lane {} on {} slots ({})",
                    workerId,
                    lane.name(),
                    properties.slots(),
                    handler.device());
        }

        private void takeOnceCaughtUp() {
            try {
                if (!control.awaitCaughtUp(CATCH_UP)) {
                    log.warn(
                            "The control topic could not be read to its end in {}; taking tasks all the same",
                            CATCH_UP);
                }
                taker.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private ActiveRun newRun(ConsumerRecord<String, byte[]> record, TaskDispatch dispatch) {
            UUID runId = UUID.randomUUID();
            return new ActiveRun(
                    dispatch,
                    runId,
                    scratch.of(runId),
                    DispatchObservation.start(observations, lane, record, dispatch),
                    System::nanoTime);
        }

        void close() {
            taker.stop();
            try {
                takerThread.join(properties.startTimeout().plus(AFTER_STOP));
                runner.drain(properties.shutdownGrace(), AFTER_STOP);
                control.stop();
                controlThread.join(AFTER_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            heartbeats.close();
            runner.close();
            scratch.close();
        }
    }
}
