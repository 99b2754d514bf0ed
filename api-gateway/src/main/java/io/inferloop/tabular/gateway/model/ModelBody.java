package io.inferloop.tabular.gateway.model;

import io.inferloop.tabular.gateway.download.StoredFile;
import io.inferloop.tabular.platform.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A model as REST shows it. */
record ModelBody(
        UUID id,
        UUID jobId,
        String datasetId,
        String algorithm,
        Instant createdAt,
        Instant expiresAt,
        long sizeBytes,
        List<FileBody> files,
        Links links) {

    record FileBody(String name, String contentType, long sizeBytes, String sha256, String url) {}

    record Links(String self, String job, String artifact) {}

    /** @param plan of its organization; it says how long models are kept */
    static ModelBody of(Model model, Plan plan) {
        String self = "/v1/models/" + model.id();
        return new ModelBody(
                model.id().value(),
                model.id().value(),
                model.datasetId(),
                model.algorithm(),
                model.createdAt(),
                model.expiresAt(plan),
                model.sizeBytes(),
                model.files().stream().map(file -> body(self, file)).toList(),
                new Links(self, "/v1/jobs/" + model.id(), self + "/artifact"));
    }

    private static FileBody body(String self, StoredFile file) {
        return new FileBody(file.name(), file.contentType(), file.sizeBytes(), file.sha256(), self + "/" + file.name());
    }
}
