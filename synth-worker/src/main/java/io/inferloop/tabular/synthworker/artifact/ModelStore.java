package io.inferloop.tabular.synthworker.artifact;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.ObjectWriter;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.platform.task.TaskOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stores models. */
@Component
public class ModelStore {

    private final ObjectStore store;

    public ModelStore(ObjectStore store) {
        this.store = store;
    }

    /** Stores both files of the model under the prefix; they are durable when this returns. */
    public List<TaskOutput> save(ModelArtifact model, String prefix) throws IOException {
        return List.of(
                save(prefix, ModelArtifact.ONNX_FILE, "application/octet-stream", model::writeOnnx),
                save(prefix, ModelArtifact.DESCRIPTION_FILE, "application/json", model::writeDescription));
    }

    private TaskOutput save(String prefix, String name, String contentType, Content content) throws IOException {
        try (ObjectWriter object = store.write(prefix + name, contentType)) {
            content.writeTo(object);
            StoredObject stored = object.complete();
            return new TaskOutput(name, stored.key(), contentType, stored.sizeBytes(), stored.sha256(), null);
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
