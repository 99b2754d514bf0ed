package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitMemory;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.Hyperparameter;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.Synthesizer;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.List;
import java.util.Map;

/**
 * The Gaussian copula (Sklar 1959; Song 2000). The fit itself is closed form and draws no random number; the seed is
 * kept for the provenance.
 */
public final class GaussianCopula implements Synthesizer {

    static final String MAX_QUANTILES = "max_quantiles";
    static final String MIN_COUNT = "min_count";

    private static final AlgorithmDescription DESCRIPTION = new AlgorithmDescription(
            "gaussian_copula",
            "Gaussian copula",
            "Every column's own distribution, and one correlation matrix between them. Fits in well under a second; the"
                    + " right first choice, and a baseline for the others.",
            List.of(
                    Hyperparameter.integer(
                            MAX_QUANTILES, "Most pieces that a numeric column's distribution is kept in", 256, 8, 4096),
                    Hyperparameter.integer(
                            MIN_COUNT,
                            "Rows that must share a category, an extreme or an exact value for the model to know it",
                            5,
                            1,
                            1000)));

    @Override
    public AlgorithmDescription description() {
        return DESCRIPTION;
    }

    /** For every latent normal, of which a column has one and another for its gaps, a code and a score of each row; a column sorted; two matrices. */
    @Override
    public FitMemory memory(TypedTable table, FitOptions options) {
        long latents = table.table().columns().stream()
                .mapToLong(column -> column.missingCount() > 0 ? 2 : 1)
                .sum();
        return rows -> rows * (12 * latents + 32) + 32 * latents * latents;
    }

    @Override
    public ModelArtifact fit(
            TypedTable table, FitOptions options, ProgressListener progress, Cancellation cancellation) {
        long start = System.nanoTime();
        Map<String, Object> settings = DESCRIPTION.complete(options.hyperparameters());
        CopulaFit fit = new CopulaFit(
                table,
                DESCRIPTION.integer(settings, MAX_QUANTILES),
                DESCRIPTION.integer(settings, MIN_COUNT),
                progress,
                cancellation);
        Copula copula = fit.run();
        byte[] onnx = CopulaGraph.write(copula, fit.schema(), Map.of("algorithm", DESCRIPTION.name()));
        progress.progress("fit", 3, 3, null);
        Provenance provenance = options.provenance(
                DESCRIPTION.name(), settings, OnnxDevice.CPU, table.table().rows(), List.of(), start);
        return ModelArtifact.of(onnx, copula.width(), fit.schema(), fit.keys(), provenance);
    }
}
