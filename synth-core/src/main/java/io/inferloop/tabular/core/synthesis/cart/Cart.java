package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.model.Conditioning;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription.Conditionable;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitMemory;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.Hyperparameter;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.Synthesizer;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.List;
import java.util.Map;

/** Sequential trees (Reiter 2005). The seed decides which rows judge the trees; equal threads are not needed. */
public final class Cart implements Synthesizer {

    static final String MAX_PIECES = "max_pieces";
    static final String MIN_COUNT = "min_count";
    static final String MIN_LEAF = "min_leaf";

    private static final AlgorithmDescription DESCRIPTION = new AlgorithmDescription(
            "cart",
            "Sequential trees",
            "Each column is drawn from the leaf of a tree over the columns before it. Follows dependence of any shape,"
                    + " fits in seconds, and stops growing where held-out rows say that it would only learn single rows.",
            List.of(
                    Hyperparameter.integer(
                            MAX_PIECES, "Most pieces that a numeric column's distribution is kept in", 1024, 8, 4096),
                    Hyperparameter.integer(
                            MIN_COUNT,
                            "Rows that must share a category, an extreme or an exact value for the model to know it",
                            5,
                            1,
                            1000),
                    Hyperparameter.integer(MIN_LEAF, "Fewest rows in a leaf", 20, 5, 100_000)),
            Conditionable.PREFIX);

    @Override
    public AlgorithmDescription description() {
        return DESCRIPTION;
    }

    /** For every cell its codes, its place in a leaf and what held-out rows say; for every thread the rows of the tree that it grows. */
    @Override
    public FitMemory memory(TypedTable table, FitOptions options) {
        long columns = table.table().columns().size();
        return rows -> rows * (28 * columns + 64L * options.threads());
    }

    @Override
    public ModelArtifact fit(
            TypedTable table, FitOptions options, ProgressListener progress, Cancellation cancellation) {
        long start = System.nanoTime();
        Map<String, Object> settings = DESCRIPTION.complete(options.hyperparameters());
        CartFit fit = new CartFit(
                table,
                new CartFit.Settings(
                        DESCRIPTION.integer(settings, MAX_PIECES),
                        DESCRIPTION.integer(settings, MIN_COUNT),
                        DESCRIPTION.integer(settings, MIN_LEAF),
                        options.threads(),
                        options.conditionColumns().stream()
                                .map(name -> table.schema()
                                        .columns()
                                        .indexOf(table.schema().column(name)))
                                .toList()),
                new Seeds(options.seed()).child("cart"),
                progress,
                cancellation);
        List<LearnedColumn> columns = fit.run();
        byte[] onnx = CartGraph.write(columns, fit.schema(), Map.of("algorithm", DESCRIPTION.name()), cancellation);
        Provenance provenance = options.provenance(
                DESCRIPTION.name(), settings, OnnxDevice.CPU, table.table().rows(), List.of(), start);
        return ModelArtifact.of(
                onnx,
                CartGraph.width(columns),
                fit.schema(),
                fit.keys(),
                conditioning(columns, fit.schema()),
                provenance);
    }

    private static Conditioning conditioning(List<LearnedColumn> columns, TableSchema schema) {
        return columns.isEmpty()
                ? new Conditioning.None()
                : new Conditioning.Prefix(columns.stream()
                        .map(learned ->
                                schema.columns().get(learned.column().column()).name())
                        .toList());
    }
}
