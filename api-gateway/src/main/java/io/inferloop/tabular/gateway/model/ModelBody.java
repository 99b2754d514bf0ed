package io.inferloop.tabular.gateway.model;

import io.inferloop.tabular.gateway.download.StoredFile;
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
        long sizeBytes,
        List<FileBody> files,
        Links links) {

    record FileBody(String name, String contentType, long sizeBytes, String sha256, String url) {}

    record Links(String self, String job) {}

    static ModelBody of(Model model) {
        String self = "/v1/models/" + model.id();
        return new ModelBody(
                model.id().value(),
                model.id().value(),
                model.datasetId(),
                model.algorithm(),
                model.createdAt(),
                model.sizeBytes(),
                model.files().stream().map(file -> body(self, file)).toList(),
                new Links(self, "/v1/jobs/" + model.id()));
    }

    private static FileBody body(String self, StoredFile file) {
        return new FileBody(file.name(), file.contentType(), file.sizeBytes(), file.sha256(), self + "/" + file.name());
    }
}
