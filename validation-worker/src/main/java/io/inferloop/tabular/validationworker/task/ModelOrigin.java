package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.ModelDescription;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Finds the model that a synthetic table was drawn from: a generation stores its description beside the rows. */
final class ModelOrigin {

    private final ObjectStore store;

    ModelOrigin(ObjectStore store) {
        this.store = store;
    }

    /** Empty for a table that was uploaded. */
    Optional<Provenance> of(String syntheticKey) throws IOException {
        String key = syntheticKey.substring(0, syntheticKey.lastIndexOf('/') + 1) + ModelArtifact.DESCRIPTION_FILE;
        if (store.head(key).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream json = store.open(key)) {
            return Optional.of(ModelDescription.read(json).provenance());
        }
    }
}
