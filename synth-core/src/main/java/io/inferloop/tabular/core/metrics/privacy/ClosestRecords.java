package io.inferloop.tabular.core.metrics.privacy;

import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether synthetic rows lie closer to the rows that were learned than to real rows that were not, by the distance of
 * {@link DistanceSpace}. The learned rows are dealt into parts as large as the holdout, since more rows would be closer
 * for that alone; every number of theirs is the mean over the parts.
 *
 * <p>At most {@value #MAX_ROWS} synthetic rows are looked at, and fewer, and then fewer real ones, where that would be
 * more than {@value #MAX_CELLS} pairs of cells. Which ones is random and the same for equal tables.
 *
 * @param share how often the closest learned row is closer than the closest one held out, ties counted as one half
 *     (DCR share). 0.5 is what rows that know nothing of the split have; towards 1 rows were memorised
 * @param shareError its standard error by the number of synthetic rows
 * @param trainingDistance the median distance to the closest learned row (DCR)
 * @param holdoutDistance the same to the closest one held out
 * @param trainingRatio the 10th smallest ratio of the distances to the closest and the second closest learned row
 *     (NNDR), as mostlyai-qa reports it: near 0 where single outliers were copied
 * @param holdoutRatio the same of the rows held out
 * @param trainingRows rows that were looked at, as are {@code holdoutRows} and {@code syntheticRows}
 */
public record ClosestRecords(
        double share,
        double shareError,
        double trainingDistance,
        double holdoutDistance,
        double trainingRatio,
        double holdoutRatio,
        long trainingRows,
        long holdoutRows,
        long syntheticRows) {

    static final int MAX_ROWS = 10_000;
    static final long MAX_CELLS = 2_000_000_000L;

    /** Fewer synthetic rows would say too little; then real ones are left out. */
    private static final int LEAST_ROWS = 1_000;

    private static final int RATIO_RANK = 10;

    /** Keeps a ratio of two zeros defined, as in mostlyai-qa. */
    private static final double RATIO_OFFSET = 1e-8;

    private static final long SEED = 20_261_125;

    /**
     * Null where a table is empty or there is no column to compare.
     *
     * @param training the rows that a model learned
     * @param holdout rows of the same source that it did not see
     * @param stillWanted is run now and then, and may end it by throwing
     * @throws IllegalArgumentException if a column of {@code training} is missing elsewhere, or of another kind there
     */
    public static @Nullable ClosestRecords of(Table training, Table holdout, Table synthetic, Runnable stillWanted) {
        DistanceSpace space = DistanceSpace.of(training, holdout);
        int part = Math.min(training.rows(), holdout.rows());
        if (part == 0 || synthetic.rows() == 0 || space.width() == 0) {
            return null;
        }
        int parts = training.rows() / part;
        long realCells = (long) (parts + 1) * part * space.width();
        int rows = Math.min(synthetic.rows(), Math.clamp(MAX_CELLS / realCells, LEAST_ROWS, MAX_ROWS));
        part = (int) Math.min(part, Math.max(1, MAX_CELLS / ((long) rows * space.width() * (parts + 1))));

        Seeds seeds = new Seeds(SEED);
        float[][] learned = space.points(sample(training, parts * part, seeds.child("training")));
        float[][] heldOut = space.points(sample(holdout, part, seeds.child("holdout")));
        float[][] drawn = space.points(sample(synthetic, rows, seeds.child("synthetic")));
        NearestDistances toHeldOut = NearestDistances.of(drawn, heldOut, 0, part, stillWanted);
        List<NearestDistances> toLearned = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            toLearned.add(NearestDistances.of(drawn, learned, i * part, (i + 1) * part, stillWanted));
        }
        return of(toLearned, toHeldOut, part);
    }

    private static ClosestRecords of(List<NearestDistances> learned, NearestDistances heldOut, int part) {
        int rows = heldOut.nearest().length;
        double[] closer = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (NearestDistances one : learned) {
                float difference = heldOut.nearest()[row] - one.nearest()[row];
                closer[row] += (1 + Math.signum(difference)) / 2 / learned.size();
            }
        }
        double share = Arrays.stream(closer).average().orElseThrow();
        double variance = Arrays.stream(closer)
                .map(one -> (one - share) * (one - share))
                .average()
                .orElseThrow();
        return new ClosestRecords(
                share,
                Math.sqrt(variance / rows),
                mean(learned, ClosestRecords::medianDistance),
                medianDistance(heldOut),
                mean(learned, ClosestRecords::smallRatio),
                smallRatio(heldOut),
                (long) learned.size() * part,
                part,
                rows);
    }

    private static double mean(List<NearestDistances> parts, ToDoubleFunction<NearestDistances> measure) {
        return parts.stream().mapToDouble(measure).average().orElseThrow();
    }

    private static double medianDistance(NearestDistances distances) {
        float[] sorted = distances.nearest().clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The 10th smallest, or the largest of fewer; 1 where there is no second row to compare with. */
    private static double smallRatio(NearestDistances distances) {
        double[] ratios = IntStream.range(0, distances.nearest().length)
                .mapToDouble(row -> Float.isInfinite(distances.second()[row])
                        ? 1
                        : (distances.nearest()[row] + RATIO_OFFSET) / (distances.second()[row] + RATIO_OFFSET))
                .sorted()
                .toArray();
        return ratios[Math.min(RATIO_RANK, ratios.length) - 1];
    }

    private static Table sample(Table table, int rows, Seeds seeds) {
        return table.select(Permutation.sample(table.rows(), rows, seeds.stream()));
    }
}
