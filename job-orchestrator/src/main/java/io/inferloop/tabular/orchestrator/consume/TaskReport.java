package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Fence;
import io.inferloop.tabular.orchestrator.job.Progress;
import io.inferloop.tabular.orchestrator.job.TaskResult;

/** What a run says of itself. Believed only behind its fence. */
sealed interface TaskReport {

    Fence fence();

    record Started(Fence fence) implements TaskReport {}

    record Heartbeat(Fence fence, Progress progress) implements TaskReport {}

    record Succeeded(Fence fence, TaskResult result) implements TaskReport {}

    /**
     * The run failed.
     *
     * @param spent what the run used that is charged when the job is being cancelled
     */
    record Failed(Fence fence, Failure failure, Effort spent) implements TaskReport {}
}
