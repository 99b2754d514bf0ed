package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.Output;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskFailed;
import io.inferloop.tabular.schemas.task.TaskHeartbeat;
import io.inferloop.tabular.schemas.task.TaskStarted;
import io.inferloop.tabular.schemas.task.TaskSucceeded;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Writes what a run says as Avro records, each with the fence (attempt, dispatch number, run). */
final class TaskEvents {

    private final String workerId;
    private final String device;
    private final InstantSource clock;

    TaskEvents(String workerId, String device, InstantSource clock) {
        this.workerId = workerId;
        this.device = device;
        this.clock = clock;
    }

    TaskEvent started(ActiveRun run) {
        return event(run).setStarted(new TaskStarted(device)).build();
    }

    TaskEvent heartbeat(ActiveRun run) {
        Progress now = run.progress();
        var progress = new io.inferloop.tabular.schemas.task.Progress(
                now.stage(), now.done(), now.total(), now.message(), now.remainingMillis());
        return event(run).setHeartbeat(new TaskHeartbeat(progress)).build();
    }

    TaskEvent ended(ActiveRun run, RunEnd end) {
        return switch (end) {
            case RunEnd.Succeeded succeeded ->
                event(run).setSucceeded(succeeded(succeeded.outcome(), run)).build();
            case RunEnd.Failed failed ->
                event(run)
                        .setFailed(TaskFailed.newBuilder()
                                .setKind(failed.kind())
                                .setCode(failed.code())
                                .setMessage(failed.message())
                                .build())
                        .build();
        };
    }

    private static TaskSucceeded succeeded(TaskOutcome outcome, ActiveRun run) {
        return TaskSucceeded.newBuilder()
                .setOutputs(outcome.outputs().stream().map(TaskEvents::output).toList())
                .setRowsGenerated(outcome.rowsGenerated())
                .setValidations(outcome.validations())
                .setCpuMillis(run.cpuMillis())
                .setScores(outcome.scores())
                .build();
    }

    private static Output output(TaskOutput output) {
        return new Output(
                output.name(),
                output.objectKey(),
                output.contentType(),
                output.sizeBytes(),
                output.sha256(),
                output.rows());
    }

    private TaskEvent.Builder event(ActiveRun run) {
        TaskDispatch dispatch = run.dispatch();
        return TaskEvent.newBuilder()
                .setOrganizationId(dispatch.getOrganizationId())
                .setJobId(dispatch.getJobId())
                .setTask(dispatch.getTask())
                .setAttempt(dispatch.getAttempt())
                .setDispatchNo(dispatch.getDispatchNo())
                .setRunId(run.runId())
                .setWorkerId(workerId)
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
