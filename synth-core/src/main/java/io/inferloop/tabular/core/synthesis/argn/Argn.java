package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.model.Conditioning;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitMemory;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.Synthesizer;
import io.inferloop.tabular.core.synthesis.argn.ArgnTraining.Trained;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.List;
import java.util.Map;

/**
 * TabularARGN (Tiwald et al. 2025): a shallow network per column, all of them trained at once on every other column, from
 * which rows are drawn column by column. Own are the mixture of orders, the smoothness along numbers and the schedule;
 * {@code infra/docs/adr/0018} says why.
 */
public final class Argn implements Synthesizer {

    @Override
    public AlgorithmDescription description() {
        return ArgnSettings.DESCRIPTION;
    }

    @Override
    public FitMemory memory(TypedTable table, FitOptions options) {
        Map<String, Object> settings = ArgnSettings.DESCRIPTION.complete(options.hyperparameters());
        int maxBins = ArgnSettings.DESCRIPTION.integer(settings, "max_bins");
        return ArgnMemory.of(
                table, maxBins, rows -> ArgnSettings.of(settings, rows).batchRows());
    }

    @Override
    public ModelArtifact fit(
            TypedTable table, FitOptions options, ProgressListener progress, Cancellation cancellation) {
        long start = System.nanoTime();
        Map<String, Object> complete = ArgnSettings.DESCRIPTION.complete(options.hyperparameters());
        ArgnSettings settings = ArgnSettings.of(complete, table.table().rows());
        TokenTable tokens = TokenTable.of(table, settings.maxBins(), settings.minCount(), cancellation);
        Map<String, String> metadata = Map.of("algorithm", ArgnSettings.DESCRIPTION.name());
        if (tokens.columns().isEmpty()) {
            Provenance provenance = provenance(options, settings, OnnxDevice.CPU, tokens.rows(), List.of(), start);
            return ModelArtifact.of(ArgnGraph.nothing(tokens, metadata), 1, tokens.schema(), tokens.keys(), provenance);
        }
        OnnxDevice device = OnnxDevice.best();
        ArgnLayout layout = ArgnLayout.of(tokens.columns());
        Trained trained = new ArgnTraining(tokens, layout, settings, options, progress, cancellation).run(device);
        return ModelArtifact.of(
                ArgnGraph.write(tokens, layout, ArgnWeights.of(trained.state()), metadata),
                ArgnGraph.noiseWidth(layout),
                tokens.schema(),
                tokens.keys(),
                new Conditioning.Any(),
                provenance(options, settings, device, tokens.rows(), trained.losses(), start)
                        .withHeldOutLoss(trained.heldOutLosses()));
    }

    private static Provenance provenance(
            FitOptions options, ArgnSettings settings, OnnxDevice device, long rows, List<Double> losses, long start) {
        return options.provenance(ArgnSettings.DESCRIPTION.name(), settings.toMap(), device, rows, losses, start);
    }
}
