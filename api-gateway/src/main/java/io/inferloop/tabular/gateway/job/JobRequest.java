package io.inferloop.tabular.gateway.job;

import java.time.Instant;
import java.util.List;
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
    sealed interface Work permits OnDataset, Drawing {

        String type();
    }

    /** Work on a dataset. */
    sealed interface OnDataset extends Work permits Fitting, Validation {

        Optional<UUID> datasetId();

        /** Column name to the type to take it for. */
        Map<String, String> columns();
    }

    /** Work that fits a model. */
    sealed interface Fitting extends OnDataset permits Generation, Training {

        String algorithm();

        Map<String, JsonNode> hyperparameters();

        /** Columns that the model will be given. */
        List<String> conditionColumns();
    }

    /** Work that draws rows from a model. */
    sealed interface Drawing extends Work permits Generation, Sampling {

        OptionalLong rows();

        /** Column name to what every row has there: a string, number, true, false or null. */
        Map<String, JsonNode> conditions();
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
            Map<String, JsonNode> hyperparameters,
            Map<String, JsonNode> conditions)
            implements Fitting, Drawing {

        @Override
        public String type() {
            return "generation";
        }

        @Override
        public List<String> conditionColumns() {
            return List.copyOf(conditions.keySet());
        }
    }

    record Training(
            Optional<UUID> datasetId,
            String algorithm,
            @Nullable Long seed,
            List<String> conditionColumns,
            Map<String, String> columns,
            Map<String, JsonNode> hyperparameters)
            implements Fitting {

        @Override
        public String type() {
            return "training";
        }
    }

    /** @param format of the rows, such as csv */
    record Sampling(
            Optional<UUID> modelId,
            OptionalLong rows,
            @Nullable Long seed,
            String format,
            Map<String, JsonNode> conditions)
            implements Drawing {

        @Override
        public String type() {
            return "sampling";
        }
    }

    /** Exactly one of the two synthetic ids is present in an admitted request. */
    record Validation(
            Optional<UUID> datasetId,
            Optional<UUID> syntheticDatasetId,
            Optional<UUID> syntheticJobId,
            Map<String, String> columns)
            implements OnDataset {

        @Override
        public String type() {
            return "validation";
        }
    }
}
