package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.synthesis.Checkpoints;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.synthworker.fit.DatasetLoader;
import io.inferloop.tabular.synthworker.fit.DatasetRef;
import io.inferloop.tabular.synthworker.fit.ModelFitter;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The steps that every task with a dataset begins with: read it, learn it. */
@Component
class TableFit {

    private final DatasetLoader loader;
    private final ModelFitter fitter;

    TableFit(DatasetLoader loader, ModelFitter fitter) {
        this.loader = loader;
        this.fitter = fitter;
    }

    TypedTable read(FittingSpec spec, TaskContext context) throws IOException {
        fitter.require(spec.algorithm(), spec.hyperparameters(), spec.conditionColumns());
        TypedTable table = read(spec.dataset(), raw -> raw.typed(spec.columnTypes()), context);
        requireColumns(spec.conditionColumns(), table);
        return table;
    }

    /** Reads a dataset that is not to be learned. */
    TypedTable read(DatasetRef dataset, Function<RawTable, TypedTable> typing, TaskContext context) throws IOException {
        long size = dataset.sizeBytes();
        return loader.load(dataset, typing, context.scratch(), context.memoryBytes(), bytes -> {
            context.throwIfCancelled();
            context.progress("read", Math.min(bytes, size), size, null);
        });
    }

    ModelArtifact fit(FittingSpec spec, TypedTable table, TaskContext context, Checkpoints checkpoints) {
        context.throwIfCancelled();
        FitOptions options = new FitOptions(
                spec.seed(),
                context.threads(),
                spec.hyperparameters(),
                spec.dataset().sha256(),
                spec.conditionColumns(),
                context.memoryBytes(),
                checkpoints);
        ModelArtifact model = fitter.fit(
                spec.algorithm(),
                table,
                options,
                (stage, done, total, message) ->
                        context.progress("fit", done, total, message == null ? stage : stage + ": " + message),
                context::throwIfCancelled);
        String reason = spec.algorithmReason();
        return reason == null ? model : model.chosenBecause(reason);
    }

    private static void requireColumns(List<String> conditionColumns, TypedTable table) {
        List<String> learned =
                table.schema().learned().stream().map(ColumnSchema::name).toList();
        for (String column : conditionColumns) {
            if (!learned.contains(column)) {
                throw new RejectedException(
                        "invalid_conditions",
                        "Column '%s' cannot be given: the columns that can are %s".formatted(column, learned));
            }
        }
    }
}
