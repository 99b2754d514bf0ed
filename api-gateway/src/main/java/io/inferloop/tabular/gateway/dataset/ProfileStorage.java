package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads profiles where the worker put them. */
@Component
class ProfileStorage {

    private final ObjectStore store;
    private final JsonMapper json;

    ProfileStorage(ObjectStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    /** Null while there is none. */
    @Nullable
    JsonNode read(Dataset dataset) {
        Dataset.Profile profile = dataset.profile();
        if (profile == null || profile.objectKey() == null) {
            return null;
        }
        try (InputStream bytes = store.open(profile.objectKey())) {
            return json.readTree(bytes.readAllBytes());
        } catch (ObjectNotFoundException deletedMeanwhile) {
            return null;
        } catch (IOException e) {
            throw new RetryableException(
                    "object_store_unavailable", "The profile of dataset %s broke off".formatted(dataset.id()), e);
        }
    }
}
