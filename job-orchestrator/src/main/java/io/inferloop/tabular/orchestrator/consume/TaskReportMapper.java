package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Fence;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.Output;
import io.inferloop.tabular.orchestrator.job.Progress;
import io.inferloop.tabular.orchestrator.job.RunId;
import io.inferloop.tabular.orchestrator.job.TaskResult;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskFailed;
import io.inferloop.tabular.schemas.task.TaskSucceeded;

/** From the record on the topic to the report it means. */
final class TaskReportMapper {

    private TaskReportMapper() {}

    /** @throws IllegalArgumentException when the event has no body that is known here */
    static TaskReport report(TaskEvent event) {
        var fence = new Fence(
                new JobKey(new OrganizationId(event.getOrganizationId()), event.getJobId()),
                event.getAttempt(),
                event.getDispatchNo(),
                new RunId(event.getRunId()));
        if (event.getStarted() != null) {
            return new TaskReport.Started(fence);
        }
        if (event.getHeartbeat() != null) {
            var progress = event.getHeartbeat().getProgress();
            return new TaskReport.Heartbeat(
                    fence,
                    new Progress(
                            progress.getStage(),
                            progress.getDone(),
                            progress.getTotal(),
                            progress.getMessage(),
                            progress.getRemainingMillis()));
        }
        if (event.getSucceeded() != null) {
            return new TaskReport.Succeeded(fence, result(event.getSucceeded()));
        }
        if (event.getFailed() != null) {
            var failed = event.getFailed();
            return new TaskReport.Failed(fence, failure(failed), Effort.ofGpu(failed.getGpuMillis()));
        }
        throw new IllegalArgumentException("The event of " + fence + " has no body that is known");
    }

    private static TaskResult result(TaskSucceeded succeeded) {
        var outputs = succeeded.getOutputs().stream()
                .map(output -> new Output(
                        output.getName(),
                        output.getObjectKey(),
                        output.getContentType(),
                        output.getSizeBytes(),
                        output.getSha256(),
                        output.getRows()))
                .toList();
        var effort = new Effort(
                succeeded.getRowsGenerated(),
                succeeded.getValidations(),
                succeeded.getCpuMillis(),
                succeeded.getGpuMillis());
        return new TaskResult(outputs, succeeded.getScores(), effort);
    }

    private static Failure failure(TaskFailed failed) {
        var kind = switch (failed.getKind()) {
            // A run that was stopped although its job still wants the task, for instance by its own worker.
            case RETRYABLE, CANCELLED -> Failure.Kind.RETRYABLE;
            case REJECTED -> Failure.Kind.REJECTED;
            case BUG -> Failure.Kind.BUG;
        };
        return new Failure(kind, failed.getCode(), failed.getMessage());
    }
}
