package io.inferloop.tabular.synthworker.checkpoint;

import io.inferloop.tabular.platform.storage.ObjectStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Gives each run its checkpoints in the object store. */
@Component
@EnableConfigurationProperties(CheckpointProperties.class)
public class CheckpointStore {

    private final ObjectStore store;
    private final CheckpointProperties properties;

    public CheckpointStore(ObjectStore store, CheckpointProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /**
     * The checkpoints of a run.
     *
     * @param taskPrefix prefix of all runs of the task, with the closing slash
     * @param runPrefix of this run, below it
     */
    public StoredCheckpoints of(String taskPrefix, String runPrefix) {
        return new StoredCheckpoints(store, properties, taskPrefix, runPrefix, System::nanoTime);
    }
}
