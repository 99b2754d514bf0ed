package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.dataset.Dataset;
import java.util.Optional;

/**
 * A request that may become a job.
 *
 * @param synthetic of a validation: the table to compare with the dataset
 */
record AdmittedJob(JobRequest request, Dataset dataset, Optional<TablePlace> synthetic) {}
