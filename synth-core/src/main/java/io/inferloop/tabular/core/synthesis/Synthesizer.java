package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.table.TypedTable;

/** An algorithm that learns a table. Stateless; deterministic for equal (table, options). */
public interface Synthesizer {

    /** Name, description and hyper-parameters, as clients see them. */
    AlgorithmDescription description();

    /**
     * What a fit of the table, or of fewer of its rows, takes beside it.
     *
     * @throws InvalidHyperparametersException if an option is unknown or out of range
     */
    FitMemory memory(TypedTable table, FitOptions options);

    /**
     * Learns the table. What comes back holds no row of it.
     *
     * @throws InvalidHyperparametersException if an option is unknown or out of range
     * @throws java.util.concurrent.CancellationException as thrown by {@code cancellation}
     */
    ModelArtifact fit(TypedTable table, FitOptions options, ProgressListener progress, Cancellation cancellation);
}
