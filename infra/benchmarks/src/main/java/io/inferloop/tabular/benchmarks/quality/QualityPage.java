package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.measurement.Spread;
import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The results as a Markdown page.
 *
 * @param contenders who was measured, in this order
 * @param command what to run for the same page
 * @param machine what it ran on, in one line
 */
record QualityPage(
        List<String> contenders,
        int threads,
        String command,
        String machine,
        LocalDate date,
        List<TableResult> tables) {

    private static final String INTRODUCTION = """
            # Quality

            Measured on %1$s by `%2$s` on %3$s, with %4$d threads. Settings are the defaults; %5$s.

            A model is fitted to a random half of the table and sampled for as many rows, which are written as CSV and read again. They are scored against the training half and against the other half, which the model never saw. \
            Scores are SDMetrics': 1 is equal. *Real edges* cuts both tables at the real table's bin edges, *own edges* each at its own, as SDMetrics does. Beside every number stand

            - the **holdout ceiling**: the half that is not compared with, scored in place of the synthetic rows. More likeness than among real rows would be copying;
            - **shuffled columns**: the training half with every column shuffled on its own. Perfect shapes, no trend: what a model that learned nothing of dependence gets.

            Every cell is the mean over the seeds, and in brackets the least and the greatest. Exact copies are rows that equal a real row in every cell. \
            *Accuracy* is mostlyai-qa's, over single columns, pairs and triples. The *discriminator* is boosted trees that try to tell the rows from real ones: 0.5 is a coin. \
            *Closer to a learned row* is the share of rows whose closest learned row is closer than the closest one held out (DCR share): 0.5 is chance. *Trained on it* is the score, on the other half, of boosted trees that learned to predict one column \
            (AUC of labels, explained variance of numbers); its ceiling learned from the real half. \
            *Chance aside* allows three standard errors of the difference between two counts of copied rows.
            """;

    String markdown() {
        StringBuilder page = new StringBuilder();
        page.append(INTRODUCTION.formatted(date, command, machine, threads, seedsInWords()));
        page.append("\n## Models of whole tables\n\n");
        page.append(
                "Fitted to all rows, scored against all rows. Rows a second are drawn and written as CSV; memory is the most"
                        + " that the process had resident, the table included.\n\n");
        page.append("| table | model | column shapes | pair trends, real edges | shuffled columns | bar"
                + " | missing rates off by at most, points | fit, s | fit, CPU s | rows/s | peak MiB |\n");
        page.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        tables.forEach(table -> contenders.forEach(contender -> page.append(wholeLine(table, contender))));
        tables.forEach(table -> page.append(section(table)));
        return page.toString();
    }

    private String seedsInWords() {
        int seeds = tables.getFirst().seeds().size();
        return seeds == 1 ? "one seed: 1" : "%d seeds: 1 to %d".formatted(seeds, seeds);
    }

    private static String wholeLine(TableResult table, String contender) {
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        table.file().name(),
                        contender,
                        cell(table.whole(contender, WholeTable::shapes), Measure.SHAPES),
                        cell(table.whole(contender, WholeTable::trends), Measure.TRENDS),
                        cell(table.whole(contender, WholeTable::permutedTrends), Measure.TRENDS),
                        table.leastTrends().isPresent()
                                ? String.valueOf(table.leastTrends().getAsDouble())
                                : "-",
                        cell(table.whole(contender, WholeTable::missingPoints), Measure.MISSING),
                        cell(table.whole(contender, whole -> whole.cost().fitSeconds()), "%.2f"),
                        cell(table.whole(contender, whole -> whole.cost().fitCpuSeconds()), "%.2f"),
                        cell(table.whole(contender, whole -> whole.cost().rowsPerSecond()), "%,.0f"),
                        cell(table.whole(contender, whole -> whole.cost().peakMebibytes()), "%.0f"));
    }

    private String section(TableResult table) {
        StringBuilder section = new StringBuilder("\n## %s\n\n`%s`, %d rows x %d columns, SHA-256 `%s`\n\n"
                .formatted(
                        table.file().name(),
                        table.file().label(),
                        table.rows(),
                        table.columns(),
                        table.file().sha256()));
        section.append("| measure | against | %s | holdout ceiling | shuffled columns |\n"
                .formatted(String.join(" | ", contenders)));
        section.append("|---|---|---|---|%s\n".formatted("---|".repeat(contenders.size())));
        for (Measure measure : Measure.values()) {
            for (Reference against : measure.references()) {
                section.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                measure.title(),
                                against.title(),
                                contenders.stream()
                                        .map(contender -> cell(
                                                table, measure, against, comparison -> comparison.synthetic(contender)))
                                        .collect(Collectors.joining(" | ")),
                                cell(table, measure, against, Comparison::ceiling),
                                cell(table, measure, against, Comparison::permuted)));
            }
        }
        section.append('\n');
        for (String contender : contenders) {
            table.checks(contender)
                    .forEach(check -> section.append("- %s %s: %s\n"
                            .formatted(contender, check.holds() ? "holds" : "**fails**", check.claim())));
        }
        return section.toString();
    }

    private static String cell(
            TableResult table, Measure measure, Reference against, ToDoubleFunction<Comparison> number) {
        return cell(table.halves(measure, against, number), measure);
    }

    private static String cell(Spread spread, Measure measure) {
        return cell(spread, measure.format());
    }

    private static String cell(Spread spread, String format) {
        if (Double.isNaN(spread.mean())) {
            return "-";
        }
        return String.format(
                Locale.ROOT, format + " (" + format + " - " + format + ")", spread.mean(), spread.min(), spread.max());
    }
}
