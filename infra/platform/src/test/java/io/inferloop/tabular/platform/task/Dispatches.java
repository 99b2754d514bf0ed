package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Dispatch records for tests. */
final class Dispatches {

    private Dispatches() {}

    static TaskDispatch of(UUID job) {
        return of(job, Duration.ofMinutes(1));
    }

    static TaskDispatch of(UUID job, Duration untilStartBy) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UUID organization = new UUID(1, 1);
        return TaskDispatch.newBuilder()
                .setOrganizationId(organization)
                .setJobId(job)
                .setTask(0)
                .setAttempt(1)
                .setDispatchNo(1)
                .setDispatchedAt(now)
                .setStartBy(now.plus(untilStartBy))
                .setMemoryBytes(1 << 30)
                .setThreads(1)
                .setOutputPrefix("organizations/%s/jobs/%s/0/".formatted(organization, job))
                .setSynthesis(SynthesisTask.newBuilder()
                        .setDatasetKey("organizations/%s/datasets/d/table.csv".formatted(organization))
                        .setDatasetSha256("0".repeat(64))
                        .setDatasetSizeBytes(1)
                        .setAlgorithm("gaussian_copula")
                        .setRows(10)
                        .setSeed(7)
                        .setColumnTypes(Map.of())
                        .setHyperparameters(Map.of())
                        .build())
                .build();
    }
}
