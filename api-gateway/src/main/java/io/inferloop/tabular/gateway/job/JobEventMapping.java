package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobFailure;
import io.inferloop.tabular.schemas.job.JobOutput;
import io.inferloop.tabular.schemas.job.JobProgress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The orchestrator's record of a job as a job of ours. */
final class JobEventMapping {

    private JobEventMapping() {}

    static Job job(JobChanged event) {
        return new Job(
                new OrganizationId(event.getOrganizationId()),
                new JobId(event.getJobId()),
                event.getSequence(),
                event.getType(),
                state(event.getState().name()),
                event.getSpecJson(),
                event.getCreatedAt(),
                new Job.Snapshot(
                        event.getAttempt(),
                        event.getTask(),
                        event.getTasks(),
                        progress(event.getProgress()),
                        event.getStateTimes(),
                        failure(event.getFailure()),
                        event.getOutputs().stream().map(JobEventMapping::output).toList(),
                        event.getScores()),
                Job.Own.NONE);
    }

    private static JobState state(String name) {
        return Arrays.stream(JobState.values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(JobState.UNKNOWN);
    }

    private static Job.@Nullable Progress progress(@Nullable JobProgress progress) {
        return progress == null
                ? null
                : new Job.Progress(
                        progress.getStage(),
                        progress.getDone(),
                        progress.getTotal(),
                        progress.getMessage(),
                        progress.getRemainingMillis());
    }

    private static Job.@Nullable Failure failure(@Nullable JobFailure failure) {
        return failure == null ? null : new Job.Failure(failure.getKind(), failure.getCode(), failure.getMessage());
    }

    private static Job.Output output(JobOutput output) {
        return new Job.Output(
                output.getName(),
                output.getObjectKey(),
                output.getContentType(),
                output.getSizeBytes(),
                output.getSha256(),
                output.getRows());
    }
}
