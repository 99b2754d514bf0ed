package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.metrics.fidelity.Discriminator;
import io.inferloop.tabular.core.metrics.fidelity.HoldoutHalves;
import io.inferloop.tabular.core.metrics.privacy.ClosestRecords;
import io.inferloop.tabular.core.metrics.privacy.ExactCopies;
import io.inferloop.tabular.core.metrics.utility.Utility;
import io.inferloop.tabular.core.synthesis.HeldOutRows;
import io.inferloop.tabular.core.table.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about rows as wholes. Each is null where a table is too small for it.
 *
 * @param discriminator told from the real table
 * @param discriminatorCeiling one half of the real table told from the other
 * @param discriminatorBaseline the permuted columns told from the real table
 * @param utility trained on synthetic rows, asked about real ones
 * @param utilityUnseen whether the model of the synthetic rows has not seen those; else a random share of the real table
 *     stands in, which it may have learned
 * @param privacy null without rows that were held out
 */
public record RowTests(
        @Nullable Discriminator discriminator,
        @Nullable Discriminator discriminatorCeiling,
        @Nullable Discriminator discriminatorBaseline,
        @Nullable Utility utility,
        boolean utilityUnseen,
        @Nullable Privacy privacy) {

    /**
     * Learned rows beside those that were held out.
     *
     * @param closest null where there is no column to compare
     * @param copyRate share of synthetic rows that are a learned row, cell for cell
     * @param holdoutCopyRate share of held-out rows that are
     */
    public record Privacy(@Nullable ClosestRecords closest, double copyRate, double holdoutCopyRate) {}

    /**
     * Asks it all.
     *
     * @param permuted the baseline
     * @param target the column that is predicted, if there is one that can be
     * @param stillWanted is run often, and may end it by throwing
     */
    static RowTests of(TablePair tables, Table permuted, Optional<String> target, long seed, Runnable stillWanted) {
        Table real = tables.real();
        Table synthetic = tables.synthetic();
        HoldoutHalves halves = real.rows() < 2 ? null : HoldoutHalves.of(real, seed);
        Optional<HeldOutRows> parts = tables.parts();
        Optional<HeldOutRows> asked = parts.or(() -> tables.anyParts(seed));
        return new RowTests(
                Discriminator.of(real, synthetic, stillWanted),
                halves == null ? null : Discriminator.of(halves.training(), halves.other(), stillWanted),
                Discriminator.of(real, permuted, stillWanted),
                asked.flatMap(rows -> target.map(
                                column -> Utility.of(rows.training(), rows.holdout(), synthetic, column, stillWanted)))
                        .orElse(null),
                parts.isPresent(),
                parts.map(rows -> privacy(rows, synthetic, stillWanted)).orElse(null));
    }

    private static Privacy privacy(HeldOutRows parts, Table synthetic, Runnable stillWanted) {
        Table training = parts.training();
        return new Privacy(
                ClosestRecords.of(training, parts.holdout(), synthetic, stillWanted),
                ExactCopies.rate(training, synthetic),
                ExactCopies.rate(training, parts.holdout()));
    }
}
