package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.synthesis.HeldOutRows;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.util.Optional;

/**
 * A real table and the synthetic one that claims to be like it.
 *
 * @param parts the real table as it was parted when the model of the synthetic rows was fitted; empty where that is not
 *     known, or the model learned all rows
 */
public record TablePair(Table real, Table synthetic, Optional<HeldOutRows> parts) {

    public TablePair {
        if (real.rows() == 0 || synthetic.rows() == 0) {
            throw new RejectedException(
                    "empty_table",
                    "There is nothing to compare: the real table has %d rows, the synthetic one %d"
                            .formatted(real.rows(), synthetic.rows()));
        }
    }

    /** Rows whose model is not known. */
    public TablePair(Table real, Table synthetic) {
        this(real, synthetic, Optional.empty());
    }

    /**
     * Rows of a known model.
     *
     * @param realSha256 of the real table, which may be another one than the model's
     */
    public static TablePair of(Table real, String realSha256, Table synthetic, Optional<Provenance> model) {
        return new TablePair(
                real,
                synthetic,
                model.filter(known -> realSha256.equals(known.dataSha256()))
                        .flatMap(known -> HeldOutRows.of(real, known)));
    }

    /** The real table parted at random, whatever its model has seen; empty where it is small. */
    Optional<HeldOutRows> anyParts(long seed) {
        return HeldOutRows.of(real, HeldOutRows.USUAL_SHARE, seed);
    }
}
