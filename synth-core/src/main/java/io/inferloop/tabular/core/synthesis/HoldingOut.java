package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Optional;

/** An algorithm with one more setting: the share of the rows that it is not shown. */
final class HoldingOut implements Synthesizer {

    private static final Hyperparameter SHARE = Hyperparameter.number(
            HeldOutRows.SETTING,
            "Share of the rows that are not learned, so that a validation can compare with rows the model does not know. Tables"
                    + " of fewer than %d rows are learned whole. A generation that is validated sets aside %s unless this says otherwise"
                            .formatted(HeldOutRows.LEAST_ROWS, HeldOutRows.USUAL_SHARE),
            0.0,
            0,
            HeldOutRows.MAX_SHARE);

    private final Synthesizer algorithm;
    private final AlgorithmDescription description;

    HoldingOut(Synthesizer algorithm) {
        this.algorithm = algorithm;
        this.description = algorithm.description().with(SHARE);
    }

    @Override
    public AlgorithmDescription description() {
        return description;
    }

    @Override
    public FitMemory memory(TypedTable table, FitOptions options) {
        return algorithm.memory(table, options.without(HeldOutRows.SETTING));
    }

    @Override
    public ModelArtifact fit(
            TypedTable table, FitOptions options, ProgressListener progress, Cancellation cancellation) {
        description.complete(options.hyperparameters());
        double share =
                options.hyperparameters().get(HeldOutRows.SETTING) instanceof Number number ? number.doubleValue() : 0;
        Optional<HeldOutRows> parts = HeldOutRows.of(table.table(), share, options.seed());
        TypedTable learned =
                parts.map(rows -> typed(rows.training(), table.schema())).orElse(table);
        ModelArtifact model = algorithm.fit(learned, options.without(HeldOutRows.SETTING), progress, cancellation);
        return parts.isEmpty()
                ? model
                : model.with(model.description().provenance().withHyperparameter(HeldOutRows.SETTING, share));
    }

    /** The schema of the rows that are left: a label that none of them carries is none of theirs. */
    static TypedTable typed(Table learned, TableSchema schema) {
        return new TypedTable(
                new TableSchema(learned.columns().stream()
                        .map(column -> column instanceof CategoricalColumn labels
                                ? new ColumnSchema.Categorical(labels.name(), labels.categories())
                                : schema.column(column.name()))
                        .toList()),
                learned);
    }
}
