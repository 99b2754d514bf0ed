package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.TableFile;
import io.inferloop.tabular.core.table.io.TableLimits;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.platform.task.TaskOutput;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.validationworker.evaluation.Evaluation;
import io.inferloop.tabular.validationworker.evaluation.TablePair;
import io.inferloop.tabular.validationworker.report.Comparison;
import io.inferloop.tabular.validationworker.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A validation: fetch both tables, read the synthetic one by the real one's schema, measure, store the result. */
@Component
class ValidationHandler {

    private static final String RESULT = "validation.json";
    private static final String PAGE = "report.html";

    private final ObjectStore store;
    private final ValidationMeters meters;
    private final ModelOrigin origin;
    private final HtmlReport report = new HtmlReport();

    ValidationHandler(ObjectStore store, ValidationMeters meters) {
        this.store = store;
        this.meters = meters;
        this.origin = new ModelOrigin(store);
    }

    TaskOutcome run(TaskContext context) throws IOException {
        return meters.observe(() -> validate(context));
    }

    private TaskOutcome validate(TaskContext context) throws IOException {
        ValidationSpec spec = ValidationSpec.of(context.dispatch());
        TableFile realFile = fetch("real", spec.real(), context);
        TableFile syntheticFile = fetch("synthetic", spec.synthetic(), context);
        Optional<Provenance> model = origin.of(spec.synthetic().key());
        TablePair pair = read(realFile, syntheticFile, spec, model, context);
        String target = spec.target();
        requireTarget(target, pair.real());
        context.progress("compare", 0, 0, null);
        Evaluation evaluation = Evaluation.of(pair, target, (done, total) -> {
            context.throwIfCancelled();
            context.progress("compare", done, total, null);
        });
        context.throwIfCancelled();
        context.progress("write", 0, 0, null);
        return new TaskOutcome(outputs(evaluation, spec, model, context), 0, 1, evaluation.headline());
    }

    private static void requireTarget(@Nullable String target, Table real) {
        if (target == null) {
            return;
        }
        if (!real.names().contains(target)) {
            throw new RejectedException(
                    "invalid_target",
                    "There is no column '%s' to predict; there are %s".formatted(target, real.names()));
        }
        switch (real.column(target)) {
            case NumericColumn numbers -> {}
            case CategoricalColumn labels -> {}
            case BooleanColumn truths -> {}
            case DatetimeColumn times -> throw neitherLabelsNorNumbers(times);
            case KeyColumn keys -> throw neitherLabelsNorNumbers(keys);
        }
    }

    private static RejectedException neitherLabelsNorNumbers(Column target) {
        return new RejectedException(
                "invalid_target",
                "Column '%s' is %s: neither labels nor numbers to predict"
                        .formatted(target.name(), target.type().text()));
    }

    private TableFile fetch(String name, ValidationSpec.TableRef table, TaskContext context) {
        context.throwIfCancelled();
        context.progress("fetch", 0, 0, name);
        Path file = context.scratch().resolve(name);
        try {
            store.copyToFile(table.key(), file, table.sha256());
        } catch (ObjectNotFoundException e) {
            throw new RejectedException(
                    name.equals("real") ? "dataset_deleted" : "synthetic_table_deleted",
                    "The %s table was deleted before the validation could read it".formatted(name),
                    e);
        }
        return new TableFile(file, table.format(), TableLimits.defaults());
    }

    private static TablePair read(
            TableFile realFile,
            TableFile syntheticFile,
            ValidationSpec spec,
            Optional<Provenance> model,
            TaskContext context)
            throws IOException {
        context.progress("read", 0, 2, "the real table");
        TypedTable real = TableFiles.readReal(realFile, spec.columnTypes(), context.memoryBytes());
        context.throwIfCancelled();
        context.progress("read", 1, 2, "the synthetic table");
        TypedTable synthetic = TableFiles.readSynthetic(syntheticFile, real, context.memoryBytes());
        context.throwIfCancelled();
        return TablePair.of(real.table(), spec.real().sha256(), synthetic.table(), model);
    }

    private List<TaskOutput> outputs(
            Evaluation evaluation, ValidationSpec spec, Optional<Provenance> model, TaskContext context)
            throws IOException {
        TaskDispatch dispatch = context.dispatch();
        Path result = context.scratch().resolve(RESULT);
        evaluation.writeJson(result);
        Path page = context.scratch().resolve(PAGE);
        Comparison comparison = new Comparison(
                dispatch.getJobId(),
                spec.real().sha256(),
                spec.synthetic().sha256(),
                model.orElse(null),
                dispatch.getDispatchedAt());
        report.write(evaluation, comparison, page);
        return List.of(stored(result, "application/json", context), stored(page, "text/html; charset=utf-8", context));
    }

    private TaskOutput stored(Path file, String contentType, TaskContext context) {
        String name = String.valueOf(file.getFileName());
        StoredObject stored = store.put(context.outputPrefix() + name, file, contentType);
        return new TaskOutput(name, stored.key(), contentType, stored.sizeBytes(), stored.sha256(), null);
    }
}
