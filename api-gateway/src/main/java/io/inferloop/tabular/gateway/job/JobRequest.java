package io.inferloop.tabular.gateway.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client asked for, read but not yet admitted: each member has its type, nothing has been looked up.
 *
 * @param priority 1 (first) to 5 (last)
 * @param metadata the customer's own words, to find the job by
 */
record JobRequest(int priority, Optional<Instant> deadline, Map<String, String> metadata, Work work) {

    /** What the job shall do. */
    sealed interface Work permits Generation, Validation {

        String type();

        Optional<UUID> datasetId();

        /** Column name to the type to take it for. */
        Map<String, String> columns();
    }

    /** @param format of the rows, such as csv */
    record Generation(
            Optional<UUID> datasetId,
            String algorithm,
            OptionalLong rows,
            @Nullable Long seed,
            boolean validate,
            String format,
            Map<String, String> columns,
            Map<String, JsonNode> hyperparameters)
            implements Work {

        @Override
        public String type() {
            return "generation";
        }
    }

    /** Exactly one of the two synthetic ids is present in an admitted request. */
    record Validation(
            Optional<UUID> datasetId,
            Optional<UUID> syntheticDatasetId,
            Optional<UUID> syntheticJobId,
            Map<String, String> columns)
            implements Work {

        @Override
        public String type() {
            return "validation";
        }
    }
}
