package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.dataset.Dataset;

/** Where a table lies in the object store, and what is there. */
record TablePlace(String objectKey, String sha256, long sizeBytes, String format) {

    static TablePlace of(Dataset dataset) {
        return new TablePlace(
                dataset.objectKey(),
                dataset.sha256(),
                dataset.sizeBytes(),
                dataset.format().text());
    }

    /** Of rows that a job made, which are named after their format. */
    static TablePlace of(Job.Output output) {
        String format = output.name().substring(output.name().lastIndexOf('.') + 1);
        return new TablePlace(output.objectKey(), output.sha256(), output.sizeBytes(), format);
    }
}
