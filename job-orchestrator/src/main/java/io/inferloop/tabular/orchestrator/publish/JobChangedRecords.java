package io.inferloop.tabular.orchestrator.publish;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.Output;
import io.inferloop.tabular.orchestrator.job.Progress;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobFailure;
import io.inferloop.tabular.schemas.job.JobOutput;
import io.inferloop.tabular.schemas.job.JobProgress;
import io.inferloop.tabular.schemas.job.JobState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as everybody may see it. Outputs and scores show when it has succeeded, not before. */
final class JobChangedRecords {

    private JobChangedRecords() {}

    static JobChanged of(Job job, Instant now) {
        boolean succeeded = job.state() == io.inferloop.tabular.orchestrator.job.JobState.SUCCEEDED;
        return JobChanged.newBuilder()
                .setOrganizationId(job.key().organization().value())
                .setJobId(job.key().job())
                .setSequence(job.sequence())
                .setOccurredAt(now)
                .setState(JobState.valueOf(job.visibleState().name()))
                .setType(job.definition().spec().type())
                .setSpecJson(job.definition().specView())
                .setPriority(job.definition().priority())
                .setAttempt(job.position().attempt())
                .setTask(job.position().task())
                .setTasks(job.definition().spec().lanes().size())
                .setProgress(progress(job.history().progress()))
                .setCreatedAt(job.definition().createdAt())
                .setStateTimes(times(job))
                .setDeadline(job.definition().deadline())
                .setFailure(failure(job.history().failure()))
                .setOutputs(
                        succeeded
                                ? job.results().outputs().stream()
                                        .map(JobChangedRecords::output)
                                        .toList()
                                : List.of())
                .setScores(succeeded ? job.results().scores() : Map.of())
                .build();
    }

    private static Map<String, Instant> times(Job job) {
        var times = new HashMap<String, Instant>();
        job.history().entered().forEach((state, at) -> times.put(state.label(), at));
        return times;
    }

    private static @Nullable JobProgress progress(@Nullable Progress progress) {
        return progress == null
                ? null
                : new JobProgress(
                        progress.stage(),
                        progress.done(),
                        progress.total(),
                        progress.message(),
                        progress.remainingMillis());
    }

    private static @Nullable JobFailure failure(@Nullable Failure failure) {
        return failure == null ? null : new JobFailure(failure.kind().name(), failure.code(), failure.message());
    }

    private static JobOutput output(Output output) {
        return new JobOutput(
                output.name(),
                output.objectKey(),
                output.contentType(),
                output.sizeBytes(),
                output.sha256(),
                output.rows());
    }
}
