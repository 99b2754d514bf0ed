package io.inferloop.tabular.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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

        /** Such as csv. */
        String outputFormat();
    }

    /**
     * Fit a model on a dataset and draw rows from it.
     *
     * @param outputFormat csv in a document that was stored before there were others
     * @param conditions none in a document that was stored before there were any
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
            Map<String, String> conditions)
            implements Fitting, Drawing {

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
                    conditions);
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
            List<String> conditionColumns)
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
            return new Training(datasetId, table, algorithm, seed, columnTypes, hyperparameters, conditionColumns);
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
            String outputFormat)
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
            return new Sampling(modelId, found, rows, seed, conditions, outputFormat);
        }
    }

    /** Compare a synthetic table, either another dataset or the rows of an earlier job, with a real one. */
    record Validation(
            DatasetId datasetId,
            @Nullable StoredTable dataset,
            @Nullable DatasetId syntheticDatasetId,
            @Nullable UUID syntheticJobId,
            @Nullable StoredTable synthetic,
            Map<String, String> columnTypes)
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
            return new Validation(datasetId, real, syntheticDatasetId, syntheticJobId, syntheticTable, columnTypes);
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
