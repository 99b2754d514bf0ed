package io.inferloop.tabular.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a job is to do. Tables are null only in a job that was rejected before they were found. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobSpec.Generation.class, name = "generation"),
    @JsonSubTypes.Type(value = JobSpec.Training.class, name = "training"),
    @JsonSubTypes.Type(value = JobSpec.Sampling.class, name = "sampling"),
    @JsonSubTypes.Type(value = JobSpec.Imputation.class, name = "imputation"),
    @JsonSubTypes.Type(value = JobSpec.Validation.class, name = "validation"),
    @JsonSubTypes.Type(value = JobSpec.Profile.class, name = JobSpec.Profile.TYPE)
})
public sealed interface JobSpec {

    /** As clients name it. */
    String type();

    /** The lanes of the job's tasks, in the order they run. */
    List<Lane> lanes();

    Map<String, String> columnTypes();

    /** Whether nothing is charged for the job, whatever it used. */
    default boolean isFree() {
        return false;
    }

    /** What its rows are metered as. */
    default String rowsMeter() {
        return "rows_generated";
    }

    /** A job that fits a model on a dataset. */
    sealed interface Fitting extends JobSpec permits Generation, Training {

        DatasetId datasetId();

        String algorithm();

        /** Why it was chosen, where its user did not name it. */
        @Nullable
        String algorithmReason();

        /** Name to value, each value as JSON text. */
        Map<String, String> hyperparameters();

        /** The job, knowing where its dataset lies. */
        JobSpec with(StoredTable table);
    }

    /** A job that draws rows. */
    sealed interface Drawing extends JobSpec permits Generation, Sampling {

        long rows();

        /** Column name to the value that every row has there, as JSON text. */
        Map<String, String> conditions();

        @Nullable
        Rebalancing rebalancing();

        /** Such as csv. */
        String outputFormat();
    }

    /**
     * Fit a model on a dataset and draw rows from it.
     *
     * @param outputFormat csv in a document that was stored before there were others
     * @param conditions none in a document that was stored before there were any
     * @param validationTarget the column that the utility score predicts; null for the one with the strongest ties
     */
    record Generation(
            DatasetId datasetId,
            @Nullable StoredTable dataset,
            String algorithm,
            long rows,
            long seed,
            boolean validate,
            Map<String, String> columnTypes,
            Map<String, String> hyperparameters,
            String outputFormat,
            Map<String, String> conditions,
            @Nullable Rebalancing rebalancing,
            @Nullable String algorithmReason,
            @Nullable String validationTarget)
            implements Fitting, Drawing {

        /** The share of rows that the fit of a validated generation is not shown; its worker takes it as a setting. */
        private static final String USUAL_HOLDOUT = "0.2";

        /** Of an algorithm that was named, with nothing rebalanced. */
        public Generation(
                DatasetId datasetId,
                @Nullable StoredTable dataset,
                String algorithm,
                long rows,
                long seed,
                boolean validate,
                Map<String, String> columnTypes,
                Map<String, String> hyperparameters,
                String outputFormat,
                Map<String, String> conditions) {
            this(
                    datasetId,
                    dataset,
                    algorithm,
                    rows,
                    seed,
                    validate,
                    columnTypes,
                    hyperparameters,
                    outputFormat,
                    conditions,
                    null,
                    null,
                    null);
        }

        public Generation {
            conditions = Map.copyOf(Objects.requireNonNullElse(conditions, Map.of()));
            columnTypes = Map.copyOf(columnTypes);
            hyperparameters = Map.copyOf(hyperparameters);
            outputFormat = Objects.requireNonNullElse(outputFormat, StoredTable.CSV);
        }

        @Override
        public String type() {
            return "generation";
        }

        /**
         * The hyper-parameters as they are used: a validation wants rows that the model has not seen; whoever said something about
         * that is heeded.
         */
        public Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>(hyperparameters);
            if (validate) {
                settings.putIfAbsent("holdout", USUAL_HOLDOUT);
            }
            return settings;
        }

        @Override
        public List<Lane> lanes() {
            return validate ? List.of(Lane.SYNTHESIS_CPU, Lane.VALIDATION) : List.of(Lane.SYNTHESIS_CPU);
        }

        @Override
        public Generation with(StoredTable table) {
            return new Generation(
                    datasetId,
                    table,
                    algorithm,
                    rows,
                    seed,
                    validate,
                    columnTypes,
                    hyperparameters,
                    outputFormat,
                    conditions,
                    rebalancing,
                    algorithmReason,
                    validationTarget);
        }
    }

    /**
     * Fit a model on a dataset and keep it.
     *
     * @param conditionColumns columns that samples of the model will be given
     */
    record Training(
            DatasetId datasetId,
            @Nullable StoredTable dataset,
            String algorithm,
            long seed,
            Map<String, String> columnTypes,
            Map<String, String> hyperparameters,
            List<String> conditionColumns,
            @Nullable String algorithmReason)
            implements Fitting {

        public Training {
            columnTypes = Map.copyOf(columnTypes);
            hyperparameters = Map.copyOf(hyperparameters);
            conditionColumns = List.copyOf(conditionColumns);
        }

        @Override
        public String type() {
            return "training";
        }

        @Override
        public List<Lane> lanes() {
            return List.of(Lane.SYNTHESIS_CPU);
        }

        @Override
        public Training with(StoredTable table) {
            return new Training(
                    datasetId, table, algorithm, seed, columnTypes, hyperparameters, conditionColumns, algorithmReason);
        }
    }

    /**
     * Draw rows from a model that is kept. Nothing is learned for them, so they are metered as rows from a cache.
     *
     * @param modelId the earlier job that fitted it
     * @param model null, too, until that job has been found
     */
    record Sampling(
            UUID modelId,
            @Nullable StoredModel model,
            long rows,
            long seed,
            Map<String, String> conditions,
            String outputFormat,
            @Nullable Rebalancing rebalancing)
            implements Drawing {

        public Sampling {
            conditions = Map.copyOf(conditions);
        }

        @Override
        public String type() {
            return "sampling";
        }

        @Override
        public List<Lane> lanes() {
            return List.of(Lane.SYNTHESIS_CPU);
        }

        @Override
        public Map<String, String> columnTypes() {
            return Map.of();
        }

        @Override
        public String rowsMeter() {
            return "rows_from_cache";
        }

        public Sampling with(StoredModel found) {
            return new Sampling(modelId, found, rows, seed, conditions, outputFormat, rebalancing);
        }
    }

    /**
     * Fill the missing cells of a dataset, with a model that is kept or with one that is fitted on the dataset itself. Its rows are metered
     * as those of a sampling or a generation are.
     *
     * @param modelId the earlier job that fitted the model; null where one is fitted
     * @param model null, too, until that job has been found
     * @param algorithm null where there is a model
     */
    record Imputation(
            DatasetId datasetId,
            @Nullable StoredTable dataset,
            @Nullable UUID modelId,
            @Nullable StoredModel model,
            @Nullable String algorithm,
            @Nullable String algorithmReason,
            long seed,
            Map<String, String> columnTypes,
            Map<String, String> hyperparameters,
            String outputFormat)
            implements JobSpec {

        public Imputation {
            columnTypes = Map.copyOf(columnTypes);
            hyperparameters = Map.copyOf(hyperparameters);
        }

        @Override
        public String type() {
            return "imputation";
        }

        @Override
        public List<Lane> lanes() {
            return List.of(Lane.SYNTHESIS_CPU);
        }

        @Override
        public String rowsMeter() {
            return modelId == null ? "rows_generated" : "rows_from_cache";
        }

        public Imputation with(StoredTable table, @Nullable StoredModel found) {
            return new Imputation(
                    datasetId,
                    table,
                    modelId,
                    found,
                    algorithm,
                    algorithmReason,
                    seed,
                    columnTypes,
                    hyperparameters,
                    outputFormat);
        }
    }

    /** Compare a synthetic table, either another dataset or the rows of an earlier job, with a real one. */
    record Validation(
            DatasetId datasetId,
            @Nullable StoredTable dataset,
            @Nullable DatasetId syntheticDatasetId,
            @Nullable UUID syntheticJobId,
            @Nullable StoredTable synthetic,
            Map<String, String> columnTypes,
            @Nullable String target)
            implements JobSpec {

        public Validation {
            columnTypes = Map.copyOf(columnTypes);
        }

        @Override
        public String type() {
            return "validation";
        }

        @Override
        public List<Lane> lanes() {
            return List.of(Lane.VALIDATION);
        }

        public Validation with(StoredTable real, StoredTable syntheticTable) {
            return new Validation(
                    datasetId, real, syntheticDatasetId, syntheticJobId, syntheticTable, columnTypes, target);
        }
    }

    /**
     * Describe a dataset. Part of keeping it: free of charge, and it takes none of the places that the plan gives; the queue knows it by
     * its type (column {@code takes_place}).
     */
    record Profile(DatasetId datasetId, @Nullable StoredTable dataset) implements JobSpec {

        static final String TYPE = "profile";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public List<Lane> lanes() {
            return List.of(Lane.VALIDATION);
        }

        @Override
        public Map<String, String> columnTypes() {
            return Map.of();
        }

        @Override
        public boolean isFree() {
            return true;
        }

        public Profile with(StoredTable table) {
            return new Profile(datasetId, table);
        }
    }
}
