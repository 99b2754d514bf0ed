package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.lease.EventProgress;
import io.inferloop.tabular.platform.messaging.BatchHandler;
import io.inferloop.tabular.platform.messaging.Received;
import io.inferloop.tabular.schemas.task.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Hands batches of task events over, and notes how far they are known. */
final class TaskEventHandler implements BatchHandler<TaskEvent> {

    private final TaskReportBatch batches;
    private final EventProgress progress;

    TaskEventHandler(TaskReportBatch batches, EventProgress progress) {
        this.batches = batches;
        this.progress = progress;
    }

    @Override
    public void handle(List<Received<TaskEvent>> batch) {
        batches.apply(batch.stream()
                .map(record -> TaskReportMapper.report(record.required()))
                .toList());
    }

    @Override
    public void caughtUp(Set<Integer> partitions, Instant asOf) {
        progress.caughtUp(partitions, asOf);
    }
}
