package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.platform.failure.RejectedException;

/** A real table and the synthetic one that claims to be like it. */
public record TablePair(Table real, Table synthetic) {

    public TablePair {
        if (real.rows() == 0 || synthetic.rows() == 0) {
            throw new RejectedException(
                    "empty_table",
                    "There is nothing to compare: the real table has %d rows, the synthetic one %d"
                            .formatted(real.rows(), synthetic.rows()));
        }
    }
}
