package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.admission.JobRequest;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The earlier jobs that requests name, for their rows or for their models; always the requesting organization's own. */
final class NamedJobs {

    private NamedJobs() {}

    static Set<JobKey> of(Collection<Command> commands) {
        var keys = new LinkedHashSet<JobKey>();
        for (Command command : commands) {
            if (command instanceof Command.Submit submit) {
                add(submit.request(), keys);
            }
        }
        return keys;
    }

    static void add(JobRequest request, Set<JobKey> keys) {
        if (request.spec() instanceof JobSpec.Validation validation && validation.syntheticJobId() != null) {
            keys.add(new JobKey(request.key().organization(), validation.syntheticJobId()));
        }
        if (request.spec() instanceof JobSpec.Imputation imputation && imputation.modelId() != null) {
            keys.add(new JobKey(request.key().organization(), imputation.modelId()));
        }
        if (request.spec() instanceof JobSpec.Sampling sampling) {
            keys.add(new JobKey(request.key().organization(), sampling.modelId()));
        }
    }
}
