package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.dataset.Dataset;
import java.util.Optional;

/**
 * A request that may become a job.
 *
 * @param dataset of work on one
 * @param synthetic of a validation: the table to compare with the dataset
 */
record AdmittedJob(JobRequest request, Optional<Dataset> dataset, Optional<TablePlace> synthetic) {

    /** Of work on a dataset. */
    Dataset found() {
        return dataset.orElseThrow();
    }
}
