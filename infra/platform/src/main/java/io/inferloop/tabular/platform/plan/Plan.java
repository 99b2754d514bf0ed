package io.inferloop.tabular.platform.plan;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an organization on this plan may do. An empty optional is unlimited.
 *
 * @param algorithms names of the REST API
 * @param gpu whether work may run on the GPU lane
 * @param requestsPerHour REST requests, refilled evenly
 * @param burst requests at once, the bucket's size; as many as the hour has where that is unlimited
 * @param concurrentJobs jobs dispatched or running at a time
 * @param fairnessWeight share of a lane beside other organizations
 * @param uploadBytes of one table, as uploaded
 * @param taskMemoryBytes heap and native memory that a task may plan with
 * @param taskThreads CPU threads of a task
 * @param supportLevel community, email, priority or dedicated
 * @param slaPercent availability promised; 0 for none
 */
public record Plan(
        String id,
        Set<String> algorithms,
        boolean gpu,
        OptionalLong requestsPerHour,
        OptionalLong burst,
        OptionalInt concurrentJobs,
        int fairnessWeight,
        OptionalLong rowsPerJob,
        long uploadBytes,
        int columns,
        long taskMemoryBytes,
        int taskThreads,
        OptionalLong storageBytes,
        int resultRetentionDays,
        String supportLevel,
        double slaPercent) {

    public Plan {
        algorithms = Set.copyOf(algorithms);
    }

    public boolean allows(String algorithm) {
        return algorithms.contains(algorithm);
    }
}
