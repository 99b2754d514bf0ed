package io.inferloop.tabular.synthworker.sample;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.platform.failure.RejectedException;

/**
 * What rows are wanted of a model.
 *
 * @param rows at least 1
 * @param conditions what every row is given
 * @param format how the rows are written
 */
public record Draw(long rows, long seed, Conditions conditions, TableFormat format) {

    public Draw {
        if (rows < 1) {
            throw new RejectedException("invalid_rows", "At least 1 row has to be generated, got %d".formatted(rows));
        }
    }
}
