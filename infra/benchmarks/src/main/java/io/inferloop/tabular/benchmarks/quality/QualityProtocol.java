package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import io.inferloop.tabular.core.metrics.fidelity.HoldoutHalves;
import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every contender learns a random half and makes as many rows, which are measured against that half and against the half that
 * it never saw; and it learns the whole table, as users do. All get the same rows and the same seed.
 */
final class QualityProtocol {

    private final List<Contender> contenders;

    QualityProtocol(List<Contender> contenders) {
        this.contenders = List.copyOf(contenders);
    }

    /** The seed decides the halves, the fits, the rows and the shuffles. */
    SeedResult run(TypedTable table, long seed) throws IOException {
        HoldoutHalves halves = HoldoutHalves.of(table.table(), seed);
        TypedTable training = new TypedTable(table.schema(), halves.training());
        Map<String, Table> synthetic = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            synthetic.put(contender.name(), read(contender.learn(training, seed).csv(), training));
        }
        Table permuted =
                PermutedColumnsBaseline.of(halves.training(), halves.training().rows(), seed);
        List<Comparison> comparisons = Stream.concat(
                        compare(Reference.TRAINING_HALF, halves.training(), halves.other(), synthetic, permuted),
                        compare(Reference.OTHER_HALF, halves.other(), halves.training(), synthetic, permuted))
                .toList();
        return new SeedResult(comparisons, whole(table, seed));
    }

    private static Stream<Comparison> compare(
            Reference against, Table reference, Table counterpart, Map<String, Table> synthetic, Table permuted) {
        Map<String, Scores> models = new LinkedHashMap<>();
        synthetic.forEach((contender, rows) -> models.put(contender, Scores.of(reference, rows)));
        Scores ceiling = Scores.of(reference, counterpart);
        Scores baseline = Scores.of(reference, permuted);
        return Arrays.stream(Measure.values())
                .map(measure -> new Comparison(
                        measure,
                        against,
                        models.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        each -> each.getValue().of(measure))),
                        ceiling.of(measure),
                        baseline.of(measure)));
    }

    private Map<String, WholeTable> whole(TypedTable table, long seed) throws IOException {
        Table real = table.table();
        double permutedTrends = Scores.of(real, PermutedColumnsBaseline.of(real, real.rows(), seed))
                .of(Measure.TRENDS);
        Map<String, WholeTable> whole = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            Contender.Rows rows = contender.learn(table, seed);
            Scores scores = Scores.of(real, read(rows.csv(), table));
            whole.put(
                    contender.name(),
                    new WholeTable(
                            scores.of(Measure.SHAPES),
                            scores.of(Measure.TRENDS),
                            permutedTrends,
                            scores.of(Measure.MISSING),
                            rows.cost()));
        }
        return whole;
    }

    /** As somebody reads them who was sent the CSV. */
    private static Table read(byte[] csv, TypedTable like) throws IOException {
        return CsvBytes.read(csv).typedLike(like.schema()).table();
    }
}
