package io.inferloop.tabular.synthworker.artifact;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.ObjectWriter;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.platform.task.TaskOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores models and fetches them. */
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

    /**
     * Fetches a model and checks both files against their checksums. One that is gone is a {@link RejectedException}.
     *
     * @param scratch an existing folder for the files; the caller deletes it
     */
    public ModelArtifact load(ModelRef ref, Path scratch) throws IOException {
        try {
            store.copyToFile(ref.graphKey(), scratch.resolve(ModelArtifact.ONNX_FILE), ref.graphSha256());
            store.copyToFile(
                    ref.descriptionKey(), scratch.resolve(ModelArtifact.DESCRIPTION_FILE), ref.descriptionSha256());
        } catch (ObjectNotFoundException e) {
            throw deleted(e);
        }
        return ModelArtifact.load(scratch);
    }

    /** Throws a {@link RejectedException} if the model was deleted or has expired. */
    public void requireKept(ModelRef ref) {
        if (store.head(ref.graphKey()).isEmpty()
                || store.head(ref.descriptionKey()).isEmpty()) {
            throw deleted(null);
        }
    }

    private static RejectedException deleted(@Nullable Exception cause) {
        return new RejectedException(
                "model_deleted",
                "The model was deleted, or its time was over, before the job had its rows; fit it again",
                cause);
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
