package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.measurement.Spread;
import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The results as a Markdown page.
 *
 * @param command what to run for the same page
 * @param machine what it ran on, in one line
 */
record QualityPage(
        String algorithm, int threads, String command, String machine, LocalDate date, List<TableResult> tables) {

    private static final String INTRODUCTION = """
            # Quality of %1$s

            Measured on %2$s by `%3$s` on %4$s, with %5$d threads. Settings are the defaults; %6$s.

            A model is fitted to a random half of the table and sampled for as many rows, which are written as CSV and read again. They are scored against the training half and against the other half, which the model never saw. \
            Scores are SDMetrics': 1 is equal. *Real edges* cuts both tables at the real table's bin edges, *own edges* each at its own, as SDMetrics does. Beside every number stand

            - the **holdout ceiling**: the half that is not compared with, scored in place of the synthetic rows. More likeness than among real rows would be copying;
            - **shuffled columns**: the training half with every column shuffled on its own. Perfect shapes, no trend: what a model that learned nothing of dependence gets.

            Every cell is the mean over the seeds, and in brackets the least and the greatest. Exact copies are rows that equal a real row in every cell. \
            *Chance aside* allows three standard errors of the difference between two counts of copied rows.
            """;

    String markdown() {
        StringBuilder page = new StringBuilder();
        page.append(INTRODUCTION.formatted(algorithm, date, command, machine, threads, seedsInWords()));
        page.append("\n## Models of whole tables\n\n");
        page.append("Fitted to all rows, scored against all rows.\n\n");
        page.append(
                "| table | column shapes | pair trends, real edges | shuffled columns | bar | missing rates off by at most, points |\n");
        page.append("|---|---|---|---|---|---|\n");
        tables.forEach(table -> page.append(wholeLine(table)));
        tables.forEach(table -> page.append(section(table)));
        return page.toString();
    }

    private String seedsInWords() {
        int seeds = tables.getFirst().seeds().size();
        return seeds == 1 ? "one seed: 1" : "%d seeds: 1 to %d".formatted(seeds, seeds);
    }

    private static String wholeLine(TableResult table) {
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        table.file().name(),
                        cell(table.whole(WholeTable::shapes), Measure.SHAPES),
                        cell(table.whole(WholeTable::trends), Measure.TRENDS),
                        cell(table.whole(WholeTable::permutedTrends), Measure.TRENDS),
                        table.leastTrends().isPresent()
                                ? String.valueOf(table.leastTrends().getAsDouble())
                                : "-",
                        cell(table.whole(WholeTable::missingPoints), Measure.MISSING));
    }

    private String section(TableResult table) {
        StringBuilder section = new StringBuilder("\n## %s\n\n`%s`, %d rows x %d columns, SHA-256 `%s`\n\n"
                .formatted(
                        table.file().name(),
                        table.file().label(),
                        table.rows(),
                        table.columns(),
                        table.file().sha256()));
        section.append("| measure | against | %s | holdout ceiling | shuffled columns |\n".formatted(algorithm));
        section.append("|---|---|---|---|---|\n");
        for (Measure measure : Measure.values()) {
            for (Reference against : Reference.values()) {
                section.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                measure.title(),
                                against.title(),
                                cell(table, measure, against, Comparison::synthetic),
                                cell(table, measure, against, Comparison::ceiling),
                                cell(table, measure, against, Comparison::permuted)));
            }
        }
        section.append('\n');
        table.checks()
                .forEach(check ->
                        section.append("- %s: %s\n".formatted(check.holds() ? "holds" : "**fails**", check.claim())));
        return section.toString();
    }

    private static String cell(
            TableResult table, Measure measure, Reference against, ToDoubleFunction<Comparison> number) {
        return cell(table.halves(measure, against, number), measure);
    }

    private static String cell(Spread spread, Measure measure) {
        if (Double.isNaN(spread.mean())) {
            return "-";
        }
        String format = measure.format();
        return String.format(
                Locale.ROOT, format + " (" + format + " - " + format + ")", spread.mean(), spread.min(), spread.max());
    }
}
