package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.JobDefinition;

/** What becomes of a submission. */
public sealed interface Decision {

    /** It is a job. */
    record Accepted(JobDefinition definition) implements Decision {}

    /** It names something that may still arrive; {@code reason} refuses it when that did not come in time. */
    record Awaiting(JobDefinition definition, Failure reason) implements Decision {}

    /** It will never be one. */
    record Refused(JobDefinition definition, Failure reason) implements Decision {}
}
