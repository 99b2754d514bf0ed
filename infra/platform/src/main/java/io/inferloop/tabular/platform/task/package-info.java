/**
 * What every worker does with its lane: taking dispatch records from the share group, running them on slots, heartbeats,
 * stops, outcomes and shutdown. What a task computes does not live here; a {@link
 * io.inferloop.tabular.platform.task.TaskHandler} of the worker does that.
 */
@NullMarked
package io.inferloop.tabular.platform.task;

import org.jspecify.annotations.NullMarked;
