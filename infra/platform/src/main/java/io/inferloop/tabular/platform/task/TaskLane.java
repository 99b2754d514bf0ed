package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.topic.Topic;

/**
 * A lane and the share group that works on it.
 *
 * @param name as metrics and logs call it, such as {@code synthesis-cpu}
 * @param topic the lane's dispatch topic; one partition, so that every member competes for every record
 * @param group the share group of all its workers
 */
public record TaskLane(String name, Topic<TaskDispatch> topic, String group) {

    public TaskLane {
        if (topic.partitions() != 1) {
            throw new IllegalArgumentException(
                    "Lane %s: topic %s has %d partitions; more than one makes records wait behind busy workers"
                            .formatted(name, topic.name(), topic.partitions()));
        }
    }
}
