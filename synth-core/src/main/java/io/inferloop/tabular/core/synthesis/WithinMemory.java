package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Arrays;

/**
 * An algorithm with one more setting: the most rows that it learns. A table whose fit would take more memory than is granted is
 * learned from fewer of its rows, by chance, and the model's provenance has their number under this setting.
 */
final class WithinMemory implements Synthesizer {

    static final String SETTING = "max_rows";

    /** From fewer rows little is learned, so the fit is refused. */
    static final int FEWEST_ROWS = 1_000;

    private static final Hyperparameter MAX_ROWS = Hyperparameter.integer(
            SETTING,
            "Most rows that are learned, chosen at random; 0 learns as many as the memory of the task allows, which the model's"
                    + " provenance states where it is not all of them",
            0,
            0,
            Integer.MAX_VALUE);

    /** Of a text on the heap, without its characters. */
    private static final int BYTES_PER_TEXT = 80;

    private final Synthesizer algorithm;
    private final AlgorithmDescription description;

    WithinMemory(Synthesizer algorithm) {
        this.algorithm = algorithm;
        this.description = algorithm.description().with(MAX_ROWS);
    }

    @Override
    public AlgorithmDescription description() {
        return description;
    }

    @Override
    public FitMemory memory(TypedTable table, FitOptions options) {
        return algorithm.memory(table, options.without(SETTING));
    }

    @Override
    public ModelArtifact fit(
            TypedTable table, FitOptions options, ProgressListener progress, Cancellation cancellation) {
        int wanted = description.integer(description.complete(options.hyperparameters()), SETTING);
        FitOptions own = options.without(SETTING);
        int all = table.table().rows();
        int most = wanted == 0 ? all : Math.min(wanted, all);
        int rows = affordable(table, own, most);
        if (rows == all) {
            return algorithm.fit(table, own, progress, cancellation);
        }
        progress.progress("rows", rows, all, "learning %,d rows of %,d".formatted(rows, all));
        TypedTable learned = HoldingOut.typed(
                HeldOutRows.known(table.table().select(chosen(all, rows, options.seed()))), table.schema());
        ModelArtifact model = algorithm.fit(learned, own, progress, cancellation);
        return model.with(model.description().provenance().withHyperparameter(SETTING, rows));
    }

    /** The rows that are learned, in the table's order. */
    static int[] chosen(int all, int rows, long seed) {
        int[] order = Permutation.of(all, new Seeds(seed).child(SETTING).stream());
        return Arrays.stream(order, 0, rows).sorted().toArray();
    }

    /** As many rows as fit beside the table into what is granted, found by halving. */
    private int affordable(TypedTable table, FitOptions options, int most) {
        FitMemory memory = algorithm.memory(table, options);
        long left = options.memoryBytes() - tableBytes(table);
        if (memory.bytes(most) <= left) {
            return most;
        }
        int fewest = Math.min(most, FEWEST_ROWS);
        if (memory.bytes(fewest) > left) {
            throw new InsufficientMemoryException(
                    "%s needs about %,d MiB of memory for %,d rows of %,d columns beside the table's %,d MiB; the task is granted %,d MiB. Send fewer columns or categories, choose another algorithm or a larger plan"
                            .formatted(
                                    description.name(),
                                    memory.bytes(fewest) >> 20,
                                    fewest,
                                    table.table().columns().size(),
                                    tableBytes(table) >> 20,
                                    options.memoryBytes() >> 20));
        }
        int fits = fewest;
        for (int tooMany = most; tooMany - fits > 1; ) {
            int middle = (fits + tooMany) >>> 1;
            if (memory.bytes(middle) <= left) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    private static long tableBytes(TypedTable table) {
        return table.table().columns().stream()
                .mapToLong(WithinMemory::columnBytes)
                .sum();
    }

    private static long columnBytes(Column column) {
        return switch (column) {
            case NumericColumn numbers -> (long) Double.BYTES * numbers.size();
            case DatetimeColumn times -> (long) Long.BYTES * times.size();
            case BooleanColumn flags -> flags.size();
            case KeyColumn keys -> (long) BYTES_PER_TEXT * keys.size();
            case CategoricalColumn labels ->
                (long) Integer.BYTES * labels.size()
                        + (long) BYTES_PER_TEXT * labels.categories().size();
        };
    }
}
