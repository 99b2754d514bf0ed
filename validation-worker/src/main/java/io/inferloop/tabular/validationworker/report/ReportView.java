package io.inferloop.tabular.validationworker.report;

import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution;
import io.inferloop.tabular.core.metrics.fidelity.ColumnScore;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.validationworker.evaluation.Evaluation;
import io.inferloop.tabular.validationworker.evaluation.Reference;
import io.inferloop.tabular.validationworker.evaluation.ReferenceScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the templates show, ready to be written down.
 *
 * @param cards one per column, in the real table's order; of a very wide table those that are farthest off
 * @param weakColumns those farthest below what real rows reach, farthest first
 * @param invalid columns with values that the real one does not allow, those with most of them first
 */
record ReportView(
        PageAssets assets,
        Evaluation evaluation,
        Verdict verdict,
        List<ScoreRow> scores,
        List<ColumnCard> cards,
        List<ColumnCard> weakColumns,
        PairsView pairs,
        RowsView rows,
        List<ColumnScore> invalid,
        List<Fact> facts) {

    /** The cards of more columns than this make a page that opens slowly. */
    static final int MAX_CARDS = 300;

    /** Columns with invalid values that are listed; the others are counted. */
    static final int MAX_INVALID = 20;

    private static final int WEAK_COLUMNS = 10;
    private static final double WEAK_GAP = 0.01;

    /** @param term what the glossary calls it */
    record ScoreRow(String term, Standing standing) {}

    record Fact(String name, String value) {}

    static ReportView of(Evaluation evaluation, Comparison comparison, PageAssets assets) {
        QualityReport quality = evaluation.quality();
        Standing shapes = standing(evaluation, quality.columnShapes().score(), ReferenceScores::columnShapes);
        Standing trends = standing(
                evaluation, quality.columnPairTrends().scoreRealEdges(), ReferenceScores::columnPairTrendsRealEdges);
        List<ColumnCard> columns = cards(evaluation);
        List<ColumnCard> farthest = columns.stream()
                .sorted(Comparator.comparingDouble(
                                (ColumnCard card) -> card.standing().gap())
                        .reversed())
                .toList();
        return new ReportView(
                assets,
                evaluation,
                Verdict.of(evaluation, shapes, trends, columns),
                List.of(
                        new ScoreRow("Column shapes", shapes),
                        new ScoreRow("Pair trends", trends),
                        new ScoreRow(
                                "Accuracy",
                                standing(evaluation, evaluation.accuracy().overall(), ReferenceScores::accuracy)),
                        new ScoreRow(
                                "Pair trends (SDMetrics)",
                                standing(
                                        evaluation,
                                        quality.columnPairTrends().score(),
                                        ReferenceScores::columnPairTrends)),
                        new ScoreRow(
                                "Quality (SDMetrics)",
                                standing(evaluation, quality.overall(), ReferenceScores::overall)),
                        new ScoreRow(
                                "Diagnostic",
                                standing(evaluation, evaluation.diagnostic().overall(), ReferenceScores::diagnostic))),
                shown(columns, farthest),
                farthest.stream()
                        .filter(card -> card.standing().gap() > WEAK_GAP)
                        .limit(WEAK_COLUMNS)
                        .toList(),
                PairsView.of(evaluation),
                RowsView.of(evaluation.rows()),
                evaluation.diagnostic().dataValidity().columns().stream()
                        .filter(column -> column.score() == null || column.score() < 1)
                        .sorted(Comparator.comparing(
                                ColumnScore::score, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList(),
                facts(evaluation, comparison));
    }

    private static List<ColumnCard> shown(List<ColumnCard> columns, List<ColumnCard> farthest) {
        if (columns.size() <= MAX_CARDS) {
            return columns;
        }
        Set<String> names =
                farthest.stream().limit(MAX_CARDS).map(ColumnCard::name).collect(Collectors.toSet());
        return columns.stream().filter(card -> names.contains(card.name())).toList();
    }

    private static Standing standing(
            Evaluation evaluation, @Nullable Double score, Function<ReferenceScores, @Nullable Double> reference) {
        Reference ceiling = evaluation.ceiling();
        return new Standing(
                score,
                ceiling == null ? null : reference.apply(ceiling.scores()),
                reference.apply(evaluation.baseline().scores()));
    }

    private static List<ColumnCard> cards(Evaluation evaluation) {
        Map<String, ColumnScore> own =
                byColumn(evaluation.quality().columnShapes().columns());
        Reference reference = evaluation.ceiling();
        Map<String, ColumnScore> ceiling = byColumn(reference == null ? List.of() : reference.columns());
        Map<String, ColumnScore> baseline = byColumn(evaluation.baseline().columns());
        List<ColumnCard> cards = new ArrayList<>();
        for (ColumnDistribution column : evaluation.columns()) {
            ColumnScore score = own.get(column.name());
            cards.add(ColumnCard.of(
                    column,
                    score == null ? "" : score.metric().toString(),
                    new Standing(score(score), score(ceiling.get(column.name())), score(baseline.get(column.name())))));
        }
        return cards;
    }

    private static Map<String, ColumnScore> byColumn(List<ColumnScore> scores) {
        Map<String, ColumnScore> byColumn = new HashMap<>();
        scores.forEach(score -> byColumn.put(score.column(), score));
        return byColumn;
    }

    private static @Nullable Double score(@Nullable ColumnScore column) {
        return column == null ? null : column.score();
    }

    private static List<Fact> facts(Evaluation evaluation, Comparison comparison) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Real table", rows(evaluation.realRows(), evaluation)));
        facts.add(new Fact("Real table, SHA-256", comparison.realSha256()));
        facts.add(new Fact("Synthetic table", rows(evaluation.syntheticRows(), evaluation)));
        facts.add(new Fact("Synthetic table, SHA-256", comparison.syntheticSha256()));
        Provenance model = comparison.model();
        if (model == null) {
            facts.add(new Fact("Made by", "not known: the synthetic table was uploaded"));
        } else {
            facts.add(new Fact("Made by", model.algorithm()));
            facts.add(new Fact("Settings", settings(model)));
            facts.add(new Fact("Seed", String.valueOf(model.seed())));
            facts.add(new Fact(
                    "Fitted",
                    "on %s rows in %.1f s, %s, %d %s"
                            .formatted(
                                    Numbers.count(model.rows()),
                                    model.fitMillis() / 1000.0,
                                    model.device(),
                                    model.threads(),
                                    model.threads() == 1 ? "thread" : "threads")));
            facts.add(new Fact("Versions", text(model.versions())));
        }
        facts.add(new Fact("Job", comparison.job().toString()));
        facts.add(new Fact("Validation asked for", Numbers.instant(comparison.at())));
        return facts;
    }

    private static String rows(long rows, Evaluation evaluation) {
        return "%s rows, %s columns"
                .formatted(
                        Numbers.count(rows), Numbers.count(evaluation.columns().size()));
    }

    private static String settings(Provenance model) {
        return model.hyperparameters().isEmpty() ? "none" : text(model.hyperparameters());
    }

    private static String text(Map<String, ?> values) {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
