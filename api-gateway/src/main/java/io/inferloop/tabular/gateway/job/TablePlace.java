package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.dataset.Dataset;

/** Where a table lies in the object store, and what is there. */
record TablePlace(String objectKey, String sha256, long sizeBytes) {

    static TablePlace of(Dataset dataset) {
        return new TablePlace(dataset.objectKey(), dataset.sha256(), dataset.sizeBytes());
    }

    static TablePlace of(Job.Output output) {
        return new TablePlace(output.objectKey(), output.sha256(), output.sizeBytes());
    }
}
