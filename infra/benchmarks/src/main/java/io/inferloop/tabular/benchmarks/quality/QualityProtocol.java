package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.generation.CsvBytes;
import io.inferloop.tabular.benchmarks.generation.Generator;
import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import io.inferloop.tabular.core.metrics.fidelity.HoldoutHalves;
import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains on a random half, samples as many rows, and measures them against that half and against the half that the model
 * never saw; and trains on the whole table, as users do.
 */
final class QualityProtocol {

    private final Generator generator;

    QualityProtocol(Generator generator) {
        this.generator = generator;
    }

    /** Deterministic for equal (table, seed, threads). The seed decides the halves, the fit, the rows and the shuffles. */
    SeedResult run(TypedTable table, long seed) throws IOException {
        HoldoutHalves halves = HoldoutHalves.of(table.table(), seed);
        Table synthetic = synthetic(new TypedTable(table.schema(), halves.training()), seed);
        Table permuted = PermutedColumnsBaseline.of(halves.training(), synthetic.rows(), seed);
        List<Comparison> comparisons = Stream.concat(
                        compare(Reference.TRAINING_HALF, halves.training(), halves.other(), synthetic, permuted),
                        compare(Reference.OTHER_HALF, halves.other(), halves.training(), synthetic, permuted))
                .toList();
        return new SeedResult(comparisons, whole(table, seed));
    }

    private static Stream<Comparison> compare(
            Reference against, Table reference, Table counterpart, Table synthetic, Table permuted) {
        Scores model = Scores.of(reference, synthetic);
        Scores ceiling = Scores.of(reference, counterpart);
        Scores baseline = Scores.of(reference, permuted);
        return Arrays.stream(Measure.values())
                .map(measure ->
                        new Comparison(measure, against, model.of(measure), ceiling.of(measure), baseline.of(measure)));
    }

    private WholeTable whole(TypedTable table, long seed) throws IOException {
        Table real = table.table();
        Scores model = Scores.of(real, synthetic(table, seed));
        Scores permuted = Scores.of(real, PermutedColumnsBaseline.of(real, real.rows(), seed));
        return new WholeTable(
                model.of(Measure.SHAPES),
                model.of(Measure.TRENDS),
                permuted.of(Measure.TRENDS),
                model.of(Measure.MISSING));
    }

    /** As many rows as the table has, as somebody reads them who was sent the CSV. */
    private Table synthetic(TypedTable table, long seed) throws IOException {
        byte[] csv = generator.sample(generator.fit(table, seed), table.table().rows(), seed);
        return CsvBytes.read(csv).typedLike(table.schema()).table();
    }
}
