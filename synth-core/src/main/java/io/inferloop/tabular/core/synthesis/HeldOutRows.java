package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table in two parts: the rows that a model may learn, and a random share of them that it never sees, so that it can be
 * asked what rows are like that it could not know. Which rows depends on their number, the share and the seed alone, so a
 * model's provenance and its table are enough to part the table again.
 *
 * @param training in the table's order; labels that only held-out rows carry are unknown to it
 * @param holdout in the table's order
 */
public record HeldOutRows(Table training, Table holdout) {

    /** The setting of every algorithm that asks for it, and under which it stands in the provenance. */
    public static final String SETTING = "holdout";

    /** What a validated generation sets aside where nothing else is said. */
    public static final double USUAL_SHARE = 0.2;

    static final double MAX_SHARE = 0.5;

    /** Smaller tables are learned whole: a fifth of them would tell little, and be missed. */
    public static final int LEAST_ROWS = 1_000;

    /** The parts of a table of at least {@value #LEAST_ROWS} rows, none of another or for a share of 0. */
    public static Optional<HeldOutRows> of(Table table, double share, long seed) {
        int rows = table.rows();
        int count = rows < LEAST_ROWS ? 0 : (int) Math.round(share * rows);
        if (count == 0) {
            return Optional.empty();
        }
        int[] order = Permutation.of(rows, new Seeds(seed).child(SETTING).stream());
        int[] learned = Arrays.stream(order, count, rows).sorted().toArray();
        int[] heldOut = Arrays.stream(order, 0, count).sorted().toArray();
        return Optional.of(new HeldOutRows(known(table.select(learned)), table.select(heldOut)));
    }

    /** The parts that a model's table was in when it was fitted; none if it learned all rows, or another number of them. */
    public static Optional<HeldOutRows> of(Table table, Provenance provenance) {
        return Optional.ofNullable(provenance.hyperparameters().get(SETTING))
                .filter(Number.class::isInstance)
                .flatMap(share -> of(table, ((Number) share).doubleValue(), provenance.seed()))
                .map(parts -> new HeldOutRows(learned(parts.training(), provenance), parts.holdout()))
                .filter(parts -> parts.training().rows() == provenance.rows());
    }

    /** Those rows that a model learned which had not the memory for all. */
    private static Table learned(Table training, Provenance provenance) {
        return provenance.hyperparameters().get(WithinMemory.SETTING) instanceof Number most
                        && most.intValue() < training.rows()
                ? known(training.select(WithinMemory.chosen(training.rows(), most.intValue(), provenance.seed())))
                : training;
    }

    /** As if no other row had been read. */
    static Table known(Table learned) {
        return new Table(learned.columns().stream()
                .map(column -> column instanceof CategoricalColumn labels ? occurring(labels) : column)
                .toList());
    }

    private static CategoricalColumn occurring(CategoricalColumn labels) {
        boolean[] occurs = new boolean[labels.categories().size()];
        for (int code : labels.codes()) {
            if (code != CategoricalColumn.MISSING) {
                occurs[code] = true;
            }
        }
        int[] kept =
                IntStream.range(0, occurs.length).filter(code -> occurs[code]).toArray();
        int[] codes = new int[occurs.length];
        for (int code = 0; code < kept.length; code++) {
            codes[kept[code]] = code;
        }
        return new CategoricalColumn(
                labels.name(),
                Arrays.stream(labels.codes())
                        .map(code -> code == CategoricalColumn.MISSING ? code : codes[code])
                        .toArray(),
                Arrays.stream(kept).mapToObj(labels.categories()::get).toList());
    }
}
