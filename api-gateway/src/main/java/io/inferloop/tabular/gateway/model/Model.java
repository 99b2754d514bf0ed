package io.inferloop.tabular.gateway.model;

import io.inferloop.tabular.gateway.download.StoredFile;
import io.inferloop.tabular.platform.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model: the files of it that a succeeded generation or training left.
 *
 * @param jobCreatedAt when the job was submitted; lists are in this order
 * @param createdAt when the job succeeded
 * @param deletedAt when its files were deleted
 */
record Model(
        ModelId id,
        String datasetId,
        String algorithm,
        Instant jobCreatedAt,
        Instant createdAt,
        @Nullable Instant deletedAt,
        List<StoredFile> files) {

    static final String DESCRIPTION = "model.json";

    /** Names of the outputs that are the model. */
    static final Set<String> FILES = Set.of("model.onnx", DESCRIPTION);

    Model {
        files = List.copyOf(files);
    }

    long sizeBytes() {
        return files.stream().mapToLong(StoredFile::sizeBytes).sum();
    }

    /** Until when its files are kept on a plan, which is as long as any job's outputs. */
    Instant expiresAt(Plan plan) {
        return createdAt.plus(Duration.ofDays(plan.resultRetentionDays()));
    }

    Optional<StoredFile> file(String name) {
        return files.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
