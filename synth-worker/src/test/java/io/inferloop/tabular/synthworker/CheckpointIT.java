package io.inferloop.tabular.synthworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.schemas.task.FailureKind;
import io.inferloop.tabular.schemas.task.Output;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskFailed;
import io.inferloop.tabular.schemas.task.TaskHeartbeat;
import io.inferloop.tabular.schemas.task.TaskSucceeded;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CheckpointIT extends WorkerOnRealServers {

    /** More than a run of steps, so that there is a middle. */
    private static final long STEPS = 3000;

    private final ObjectStore store;
    private final WorkerHarness harness;

    @Autowired
    CheckpointIT(KafkaClients clients, RecordSender sender, AvroCodec codec, ObjectStore store) {
        this.store = store;
        this.harness = new WorkerHarness(clients, sender, codec, store);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void theNextAttemptGoesOnFromTheCheckpointToTheSameArtifact() throws Exception {
        SynthesisTask.Builder task = training();
        UUID undisturbed = harness.dispatch(task);
        List<String> expected = digests(harness.await(undisturbed, TaskEvent::getSucceeded));

        UUID job = harness.dispatch(task);
        TaskEvent begun = harness.await(job, event -> event.getStarted() == null ? null : event);
        Awaitility.await().until(() -> checkpoints(job), kept -> kept.stream().anyMatch(key -> step(key) >= 50));
        harness.stop(begun, "its lease has expired");
        TaskFailed abandoned = harness.await(job, TaskEvent::getFailed);
        assertThat(abandoned.getKind()).isEqualTo(FailureKind.CANCELLED);
        long left =
                checkpoints(job).stream().mapToLong(CheckpointIT::step).max().orElseThrow();
        assertThat(left).isLessThan(STEPS);
        leaveNonsenseThatLooksFurther(job);

        harness.again(job, 2, task);
        assertThat(digests(harness.await(job, TaskEvent::getSucceeded))).isEqualTo(expected);
        assertThat(harness.eventsOf(job))
                .filteredOn(event -> event.getAttempt() == 2)
                .extracting(TaskEvent::getHeartbeat)
                .filteredOn(CheckpointIT::isTraining)
                .isNotEmpty()
                .allSatisfy(heartbeat ->
                        assertThat(heartbeat.getProgress().getDone()).isGreaterThan(left));
        assertThat(checkpoints(job)).isEmpty();
        assertThat(checkpoints(undisturbed)).isEmpty();
    }

    private SynthesisTask.Builder training() throws Exception {
        try (InputStream csv = CheckpointIT.class.getResourceAsStream("/penguins.csv")) {
            return harness.dataset(Objects.requireNonNull(csv).readAllBytes())
                    .setAlgorithm("argn")
                    .setRows(100)
                    .setHyperparameters(Map.of("epochs", Long.toString(STEPS / 10), "batch_size", "32"));
        }
    }

    private void leaveNonsenseThatLooksFurther(UUID job) throws Exception {
        String key = WorkerHarness.taskPrefix(job) + "1-%s/checkpoint-%018d".formatted(UUID.randomUUID(), STEPS - 1);
        store.upload(key, new ByteArrayInputStream("half a checkpo".getBytes(UTF_8)), "x", Long.MAX_VALUE);
    }

    private static boolean isTraining(TaskHeartbeat heartbeat) {
        return heartbeat != null
                && String.valueOf(heartbeat.getProgress().getMessage()).startsWith("training");
    }

    /** Complete ones; a local store shows those on their way by other names. */
    private List<String> checkpoints(UUID job) {
        return store.keys(WorkerHarness.taskPrefix(job)).stream()
                .filter(key -> key.matches(".*/checkpoint-\\d{18}"))
                .toList();
    }

    private static long step(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('-') + 1));
    }

    private static List<String> digests(TaskSucceeded succeeded) {
        return succeeded.getOutputs().stream()
                .filter(output -> !output.getName().equals("model.json"))
                .map(Output::getSha256)
                .toList();
    }
}
