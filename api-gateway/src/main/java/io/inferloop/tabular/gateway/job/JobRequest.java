package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.core.model.Rebalancing;
import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.synthesis.AlgorithmChoice;
import java.time.Instant;
import java.util.ArrayList;
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

    JobRequest with(Work other) {
        return new JobRequest(priority, deadline, metadata, other);
    }

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
    sealed interface Fitting extends OnDataset permits Generation, Training, Imputation {

        /** {@value AlgorithmCatalogue#AUTO} until it has been chosen. */
        String algorithm();

        /** Why it was chosen; empty where it was named. */
        Optional<String> algorithmReason();

        Map<String, JsonNode> hyperparameters();

        /** Columns that the model will be given. */
        List<String> conditionColumns();

        /** The same with an algorithm. */
        Fitting with(AlgorithmChoice choice);
    }

    /** Work that draws rows from a model. */
    sealed interface Drawing extends Work permits Generation, Sampling {

        OptionalLong rows();

        /** Column name to what every row has there: a string, number, true, false or null. */
        Map<String, JsonNode> conditions();

        Optional<Rebalancing> rebalancing();

        /** Which columns a model is given for the rows, the rebalanced one last. */
        default List<String> givenColumns() {
            List<String> columns = new ArrayList<>(conditions().keySet());
            rebalancing().ifPresent(shares -> columns.add(shares.column()));
            return columns;
        }
    }

    /**
     * Rows from a model of a dataset.
     *
     * @param format of the rows, such as csv
     * @param target what the utility score of a validation predicts; empty for the column with the strongest ties
     */
    record Generation(
            Optional<UUID> datasetId,
            String algorithm,
            Optional<String> algorithmReason,
            OptionalLong rows,
            @Nullable Long seed,
            boolean validate,
            Optional<String> target,
            String format,
            Map<String, String> columns,
            Map<String, JsonNode> hyperparameters,
            Map<String, JsonNode> conditions,
            Optional<Rebalancing> rebalancing)
            implements Fitting, Drawing {

        @Override
        public String type() {
            return "generation";
        }

        @Override
        public List<String> conditionColumns() {
            return givenColumns();
        }

        @Override
        public Generation with(AlgorithmChoice choice) {
            return new Generation(
                    datasetId,
                    choice.algorithm(),
                    Optional.of(choice.reason()),
                    rows,
                    seed,
                    validate,
                    target,
                    format,
                    columns,
                    hyperparameters,
                    conditions,
                    rebalancing);
        }
    }

    record Training(
            Optional<UUID> datasetId,
            String algorithm,
            Optional<String> algorithmReason,
            @Nullable Long seed,
            List<String> conditionColumns,
            Map<String, String> columns,
            Map<String, JsonNode> hyperparameters)
            implements Fitting {

        @Override
        public String type() {
            return "training";
        }

        @Override
        public Training with(AlgorithmChoice choice) {
            return new Training(
                    datasetId,
                    choice.algorithm(),
                    Optional.of(choice.reason()),
                    seed,
                    conditionColumns,
                    columns,
                    hyperparameters);
        }
    }

    /**
     * A dataset with its missing cells filled.
     *
     * @param modelId the model that fills them; empty to fit one on the dataset itself, and then alone the algorithm means something
     * @param format of the rows, such as csv
     */
    record Imputation(
            Optional<UUID> datasetId,
            Optional<UUID> modelId,
            String algorithm,
            Optional<String> algorithmReason,
            @Nullable Long seed,
            String format,
            Map<String, String> columns,
            Map<String, JsonNode> hyperparameters)
            implements Fitting {

        @Override
        public String type() {
            return "imputation";
        }

        /** Not to be said beforehand: whichever cells a row has. */
        @Override
        public List<String> conditionColumns() {
            return List.of();
        }

        @Override
        public Imputation with(AlgorithmChoice choice) {
            return new Imputation(
                    datasetId,
                    modelId,
                    choice.algorithm(),
                    Optional.of(choice.reason()),
                    seed,
                    format,
                    columns,
                    hyperparameters);
        }
    }

    /** @param format of the rows, such as csv */
    record Sampling(
            Optional<UUID> modelId,
            OptionalLong rows,
            @Nullable Long seed,
            String format,
            Map<String, JsonNode> conditions,
            Optional<Rebalancing> rebalancing)
            implements Drawing {

        @Override
        public String type() {
            return "sampling";
        }
    }

    /**
     * A comparison; exactly one of the two synthetic ids is present in an admitted request.
     *
     * @param target as of a generation
     */
    record Validation(
            Optional<UUID> datasetId,
            Optional<UUID> syntheticDatasetId,
            Optional<UUID> syntheticJobId,
            Map<String, String> columns,
            Optional<String> target)
            implements OnDataset {

        @Override
        public String type() {
            return "validation";
        }
    }
}
