package io.inferloop.tabular.orchestrator.job;

import org.jspecify.annotations.Nullable;

/** A file that an accepted run left in the object store; the name is unique in the job. */
public record Output(
        String name,
        String objectKey,
        String contentType,
        long sizeBytes,
        String sha256,
        @Nullable Long rows) {}
