package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.TaskDispatch;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of one task, as its handler sees it. */
public interface TaskContext {

    TaskDispatch dispatch();

    /** New for every run, never reused. */
    UUID runId();

    /** Prefix of every object that this run writes, with the closing slash; nothing else may be written. */
    String outputPrefix();

    /**
     * Says how far the run is. Cheap; heartbeats carry the latest value.
     *
     * @param total 0 when it is not known
     */
    void progress(String stage, long done, long total, @Nullable String message);

    /**
     * Passes while the run may go on.
     *
     * @throws TaskCancelledException if it has to end: stopped, lease lost or worker shutting down
     */
    void throwIfCancelled();

    /** An empty folder of this run alone; deleted when the run ends. */
    Path scratch();

    /** Threads that the plan grants. Results depend on it, so it is never adapted to the machine. */
    int threads();

    /** Memory that the plan grants to this task, in bytes. */
    long memoryBytes();
}
