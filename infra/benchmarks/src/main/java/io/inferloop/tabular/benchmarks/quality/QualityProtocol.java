package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import io.inferloop.tabular.core.metrics.fidelity.HoldoutHalves;
import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.metrics.privacy.ClosestRecords;
import io.inferloop.tabular.core.metrics.utility.TargetChoice;
import io.inferloop.tabular.core.metrics.utility.Utility;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every contender learns a random half and makes as many rows, which are measured against that half and against the half that
 * it never saw; and it learns the whole table, as users do. All get the same rows and the same seed.
 */
final class QualityProtocol {

    private final List<Contender> contenders;
    private final @Nullable KeptRows kept;

    /** @param kept where the scored rows go; null to forget them */
    QualityProtocol(List<Contender> contenders, @Nullable KeptRows kept) {
        this.contenders = List.copyOf(contenders);
        this.kept = kept;
    }

    /** The seed decides the halves, the fits, the rows and the shuffles. */
    SeedResult run(String name, TypedTable table, long seed) throws IOException {
        HoldoutHalves halves = HoldoutHalves.of(table.table(), seed);
        TypedTable training = new TypedTable(table.schema(), halves.training());
        Map<String, Table> synthetic = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            synthetic.put(contender.name(), read(contender.learn(training, seed).csv(), training));
        }
        Table permuted =
                PermutedColumnsBaseline.of(halves.training(), halves.training().rows(), seed);
        List<Comparison> comparisons = Stream.of(
                        compare(Reference.TRAINING_HALF, halves.training(), halves.other(), synthetic, permuted),
                        compare(Reference.OTHER_HALF, halves.other(), halves.training(), synthetic, permuted),
                        Stream.of(closer(halves, synthetic, permuted)),
                        utility(halves, synthetic).stream())
                .flatMap(each -> each)
                .toList();
        if (kept != null) {
            kept.write(name, seed, table.schema(), halves, synthetic, comparisons);
        }
        return new SeedResult(comparisons, whole(table, seed));
    }

    /** No third real half stands in the synthetic rows' place: by chance it would be one half. */
    private static Comparison closer(HoldoutHalves halves, Map<String, Table> synthetic, Table permuted) {
        Map<String, Double> shares = new LinkedHashMap<>();
        synthetic.forEach((contender, rows) -> shares.put(contender, closer(halves, rows)));
        return new Comparison(Measure.CLOSER, Reference.BOTH_HALVES, shares, 0.5, closer(halves, permuted));
    }

    private static double closer(HoldoutHalves halves, Table rows) {
        ClosestRecords closest = ClosestRecords.of(halves.training(), halves.other(), rows, () -> {});
        return closest == null ? Double.NaN : closest.share();
    }

    /** Of the column that is best suited; the ceiling is trained on the real half. Empty where no column is. */
    private static Optional<Comparison> utility(HoldoutHalves halves, Map<String, Table> synthetic) {
        Optional<String> target = TargetChoice.of(
                halves.training(),
                QualityReport.of(halves.training(), halves.other())
                        .columnPairTrends()
                        .pairs());
        Map<String, Utility> utilities = new LinkedHashMap<>();
        target.ifPresent(column -> synthetic.forEach((contender, rows) -> {
            Utility utility = Utility.of(halves.training(), halves.other(), rows, column, () -> {});
            if (utility != null) {
                utilities.put(contender, utility);
            }
        }));
        return utilities.values().stream().findFirst().map(any -> {
            Map<String, Double> scores = new LinkedHashMap<>();
            utilities.forEach((contender, utility) ->
                    scores.put(contender, utility.trainedOnSynthetic().score()));
            return new Comparison(
                    Measure.UTILITY,
                    Reference.BOTH_HALVES,
                    scores,
                    any.trainedOnReal().score(),
                    any.trainedOnShuffled().score());
        });
    }

    private static Stream<Comparison> compare(
            Reference against, Table reference, Table counterpart, Map<String, Table> synthetic, Table permuted) {
        Map<String, Scores> models = new LinkedHashMap<>();
        synthetic.forEach((contender, rows) -> models.put(contender, Scores.of(reference, rows)));
        Scores ceiling = Scores.of(reference, counterpart);
        Scores baseline = Scores.of(reference, permuted);
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.references().contains(against))
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
