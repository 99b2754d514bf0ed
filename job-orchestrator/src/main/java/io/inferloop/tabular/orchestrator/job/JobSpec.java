package io.inferloop.tabular.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a job is to do. Tables are null only in a job that was rejected before they were found. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobSpec.Generation.class, name = "generation"),
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

    /**
     * Fit a model on a dataset and draw rows from it.
     *
     * @param hyperparameters name to value, each value as JSON text
     */
    record Generation(
            DatasetId datasetId,
            @Nullable StoredTable dataset,
            String algorithm,
            long rows,
            long seed,
            boolean validate,
            Map<String, String> columnTypes,
            Map<String, String> hyperparameters)
            implements JobSpec {

        public Generation {
            columnTypes = Map.copyOf(columnTypes);
            hyperparameters = Map.copyOf(hyperparameters);
        }

        @Override
        public String type() {
            return "generation";
        }

        @Override
        public List<Lane> lanes() {
            return validate ? List.of(Lane.SYNTHESIS_CPU, Lane.VALIDATION) : List.of(Lane.SYNTHESIS_CPU);
        }

        public Generation with(StoredTable table) {
            return new Generation(datasetId, table, algorithm, rows, seed, validate, columnTypes, hyperparameters);
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
