package io.inferloop.tabular.gateway.model;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.model.InvalidConditionsException;
import io.inferloop.tabular.core.model.ModelDescription;
import io.inferloop.tabular.core.model.Rebalancing;
import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.download.StoredFile;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a model can be sampled as somebody wishes. */
@Component
public class SampledModels {

    /** What is noted of a model that is not there. */
    public static final String UNKNOWN = "no model of yours has this id";

    /** The description of a larger model is left to the worker, which reads it anyway. */
    private static final long LARGEST_DESCRIPTION = 4 << 20;

    private final Models models;
    private final ObjectStore store;
    private final Clock clock;

    SampledModels(Models models, ObjectStore store, Clock clock) {
        this.models = models;
        this.store = store;
        this.clock = clock;
    }

    /** Notes that the model is unknown, deleted or expired, and every condition and share that it cannot meet. */
    public void check(
            Caller caller,
            UUID id,
            Map<String, @Nullable Object> conditions,
            Optional<Rebalancing> rebalancing,
            Mistakes mistakes) {
        Optional<Model> model = models.find(caller.organizationId(), new ModelId(id));
        if (model.isEmpty()) {
            mistakes.add("/model_id", UNKNOWN);
            return;
        }
        Instant deletedAt = model.get().deletedAt();
        Instant expiresAt = model.get().expiresAt(caller.plan());
        if (deletedAt != null) {
            mistakes.add("/model_id", "the model was deleted at %s".formatted(deletedAt));
        } else if (!clock.instant().isBefore(expiresAt)) {
            mistakes.add(
                    "/model_id",
                    "plan %s kept the model until %s".formatted(caller.plan().id(), expiresAt));
        } else if (!conditions.isEmpty() || rebalancing.isPresent()) {
            String pointer = conditions.isEmpty() ? "/rebalance" : "/conditions";
            model.get()
                    .file(Model.DESCRIPTION)
                    .filter(file -> file.sizeBytes() <= LARGEST_DESCRIPTION)
                    .ifPresent(file ->
                            mistakes(file, conditions, rebalancing).forEach(mistake -> mistakes.add(pointer, mistake)));
        }
    }

    private List<String> mistakes(
            StoredFile description, Map<String, @Nullable Object> conditions, Optional<Rebalancing> rebalancing) {
        try (InputStream json = store.open(description.objectKey())) {
            return Conditions.of(conditions).with(rebalancing.orElse(null)).mistakes(ModelDescription.read(json));
        } catch (InvalidConditionsException e) {
            return e.mistakes();
        } catch (ObjectNotFoundException e) {
            return List.of("the model is being deleted");
        } catch (IOException e) {
            throw new UncheckedIOException("Reading %s failed".formatted(description.objectKey()), e);
        }
    }
}
