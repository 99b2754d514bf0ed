package io.inferloop.tabular.synthworker.fit;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.InsufficientMemoryException;
import io.inferloop.tabular.core.synthesis.InvalidHyperparametersException;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Learns a table with the algorithm that was asked for. */
@Component
public class ModelFitter {

    private final AlgorithmCatalogue catalogue = new AlgorithmCatalogue();

    /**
     * Throws a {@link RejectedException} for an algorithm or setting that this release does not know, and for columns to be given to a
     * model that takes none.
     */
    public void require(String algorithm, Map<String, Object> hyperparameters, List<String> conditionColumns) {
        List<String> mistakes = catalogue.validate(algorithm, hyperparameters);
        if (!mistakes.isEmpty()) {
            throw new RejectedException("invalid_hyperparameters", String.join("; ", mistakes));
        }
        if (!conditionColumns.isEmpty()) {
            catalogue.conditionRefusal(algorithm).ifPresent(refusal -> {
                throw new RejectedException("invalid_conditions", refusal);
            });
        }
    }

    /**
     * Learns the table; the algorithm and its settings have been {@linkplain #require checked}. Some settings turn out to be wrong
     * only on the way, and some tables too large for the memory granted, which is
     * a {@link RejectedException} too.
     */
    public ModelArtifact fit(
            String algorithm,
            TypedTable table,
            FitOptions options,
            ProgressListener progress,
            Cancellation cancellation) {
        try {
            return catalogue.synthesizer(algorithm).fit(table, options, progress, cancellation);
        } catch (InsufficientMemoryException e) {
            throw new RejectedException("table_too_large", String.valueOf(e.getMessage()), e);
        } catch (InvalidHyperparametersException e) {
            throw new RejectedException("invalid_hyperparameters", String.join("; ", e.mistakes()), e);
        }
    }
}
