package io.inferloop.tabular.validationworker.report;

import io.inferloop.tabular.core.metrics.fidelity.PairScore;
import io.inferloop.tabular.validationworker.evaluation.Evaluation;
import io.inferloop.tabular.validationworker.evaluation.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of columns as the report shows them.
 *
 * @param pairs how many there are in all
 * @param columns how many columns they are of
 * @param mapped the columns of the heat maps, in the real table's order
 * @param cells the pairs of those columns
 * @param weak the pairs farthest below what real rows reach, farthest first
 */
record PairsView(int pairs, int columns, List<String> mapped, List<Cell> cells, List<Row> weak) {

    /** More columns make cells that nobody can read. */
    static final int MAPPED = 40;

    private static final int WEAK = 20;
    private static final double WEAK_GAP = 0.02;

    /** @param first index into the mapped columns, as is {@code second} */
    record Cell(int first, int second, Row row) {}

    record Row(String first, String second, PairScore.Association association, Standing standing) {

        /** Synthetic less real; null where either is undefined. */
        @Nullable
        Double difference() {
            Double real = association.real();
            Double synthetic = association.synthetic();
            return real == null || synthetic == null ? null : synthetic - real;
        }
    }

    static PairsView of(Evaluation evaluation) {
        List<PairScore> pairs = evaluation.quality().columnPairTrends().pairs();
        Set<String> columns = new LinkedHashSet<>();
        evaluation.quality().columnShapes().columns().forEach(column -> columns.add(column.column()));
        List<String> mapped = mapped(pairs, columns);
        Map<String, Integer> places = new HashMap<>();
        mapped.forEach(name -> places.put(name, places.size()));
        List<Cell> cells = new ArrayList<>();
        List<Row> weak = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            PairScore pair = pairs.get(i);
            Row row = row(pair, i, evaluation);
            Integer first = places.get(row.first());
            Integer second = places.get(row.second());
            if (first != null && second != null) {
                cells.add(new Cell(first, second, row));
            }
            if (row.standing().gap() > WEAK_GAP) {
                weak.add(row);
            }
        }
        weak.sort(Comparator.comparingDouble((Row row) -> row.standing().gap()).reversed());
        return new PairsView(pairs.size(), columns.size(), mapped, cells, weak.subList(0, Math.min(WEAK, weak.size())));
    }

    /** All columns, or those with the strongest tie to another one in the real table. */
    private static List<String> mapped(List<PairScore> pairs, Set<String> columns) {
        if (columns.size() <= MAPPED) {
            return List.copyOf(columns);
        }
        Map<String, Double> strongest = new HashMap<>();
        for (PairScore pair : pairs) {
            Double real = pair.association().real();
            double strength = real == null ? 0 : Math.abs(real);
            pair.columns().forEach(name -> strongest.merge(name, strength, Math::max));
        }
        Set<String> chosen = columns.stream()
                .sorted(Comparator.comparingDouble((String name) -> -strongest.getOrDefault(name, 0.0)))
                .limit(MAPPED)
                .collect(Collectors.toSet());
        return columns.stream().filter(chosen::contains).toList();
    }

    private static Row row(PairScore pair, int index, Evaluation evaluation) {
        Reference ceiling = evaluation.ceiling();
        return new Row(
                pair.columns().get(0),
                pair.columns().get(1),
                pair.association(),
                new Standing(
                        pair.scoreRealEdges(),
                        ceiling == null ? null : defined(ceiling.pairs()[index]),
                        defined(evaluation.baseline().pairs()[index])));
    }

    private static @Nullable Double defined(double score) {
        return Double.isNaN(score) ? null : score;
    }
}
