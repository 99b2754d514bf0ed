package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.metrics.ReportJson;
import io.inferloop.tabular.core.profile.TableProfile;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.platform.task.TaskOutput;
import io.inferloop.tabular.schemas.task.ProfileTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** A profile: fetch the table, read it with the types that are detected, describe it, store the description. Nothing of it is charged. */
@Component
class ProfileHandler {

    private static final String RESULT = "profile.json";
    private static final String MEDIA_TYPE = "application/json";

    private final ObjectStore store;

    ProfileHandler(ObjectStore store) {
        this.store = store;
    }

    TaskOutcome run(TaskContext context) throws IOException {
        ProfileTask task = Objects.requireNonNull(context.dispatch().getProfile());
        TypedTable table = read(fetch(task, context), context);
        context.throwIfCancelled();
        context.progress("profile", 0, 0, null);
        TableProfile profile = TableProfile.of(table.table(), (done, total) -> {
            context.throwIfCancelled();
            context.progress("profile", done, total, null);
        });
        context.progress("write", 0, 0, null);
        return new TaskOutcome(List.of(write(profile, context)), 0, 0, Map.of());
    }

    private Path fetch(ProfileTask task, TaskContext context) {
        context.throwIfCancelled();
        context.progress("fetch", 0, 0, null);
        Path file = context.scratch().resolve("table");
        try {
            store.copyToFile(task.getDatasetKey(), file, task.getDatasetSha256());
        } catch (ObjectNotFoundException e) {
            throw new RejectedException("dataset_deleted", "The dataset was deleted before it was profiled", e);
        }
        return file;
    }

    private static TypedTable read(Path file, TaskContext context) throws IOException {
        context.progress("read", 0, 0, null);
        return TableFiles.readReal(file, Map.of(), context.memoryBytes());
    }

    private TaskOutput write(TableProfile profile, TaskContext context) throws IOException {
        Path file = context.scratch().resolve(RESULT);
        Files.write(file, ReportJson.bytes(profile));
        StoredObject stored = store.put(context.outputPrefix() + RESULT, file, MEDIA_TYPE);
        return new TaskOutput(RESULT, stored.key(), MEDIA_TYPE, stored.sizeBytes(), stored.sha256(), null);
    }
}
