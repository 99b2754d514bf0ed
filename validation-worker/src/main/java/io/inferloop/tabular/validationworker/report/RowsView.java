package io.inferloop.tabular.validationworker.report;

import io.inferloop.tabular.core.metrics.fidelity.Discriminator;
import io.inferloop.tabular.core.metrics.utility.Utility;
import io.inferloop.tabular.validationworker.evaluation.RowTests;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tests of whole rows, each beside its references.
 *
 * @param measure of what was learned, as the page calls it
 */
record RowsView(List<Told> told, String measure, List<Learned> learned) {

    record Told(String name, Discriminator found) {}

    record Learned(String name, Utility.Score found) {}

    static RowsView of(RowTests rows) {
        List<Told> told = new ArrayList<>();
        add(told, "Synthetic rows", rows.discriminator());
        add(told, "Ceiling: other real rows", rows.discriminatorCeiling());
        add(told, "Baseline: shuffled columns", rows.discriminatorBaseline());
        Utility utility = rows.utility();
        if (utility == null) {
            return new RowsView(told, "", List.of());
        }
        return new RowsView(
                told,
                utility.measure() == Utility.Measure.AUC ? "AUC" : "R²",
                List.of(
                        new Learned("Synthetic rows", utility.trainedOnSynthetic()),
                        new Learned("Ceiling: real rows", utility.trainedOnReal()),
                        new Learned("Baseline: shuffled columns", utility.trainedOnShuffled())));
    }

    private static void add(List<Told> told, String name, @Nullable Discriminator found) {
        if (found != null) {
            told.add(new Told(name, found));
        }
    }
}
