package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.transform.CategoryPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts the labels of every column in the order in which a single normal can carry most of their dependence. A copula
 * sees a label through its place on a line, and the order of appearance is no such line. Alternating least squares as
 * in homogeneity analysis (Gifi 1990): a label's score is the mean, over its rows, of all other columns' scores, each
 * weighted by its covariance with this column, which climbs the sum of squared covariances.
 */
final class CategoryOrdering {

    private static final int SWEEPS = 8;

    private final int rows;
    private final List<float[]> fixed;
    private final List<CategoryPool> pools;
    private final List<float[]> scores = new ArrayList<>();

    private CategoryOrdering(int rows, List<Evidence> numeric, List<CategoryPool> pools) {
        this.rows = rows;
        this.fixed = numeric.stream()
                .map(evidence -> perRow(evidence.codes(), evidence.withScores().values()))
                .toList();
        this.pools = pools;
    }

    /** For each column of labels, the labels in their order. */
    static List<int[]> order(int rows, List<Evidence> numeric, List<CategoryPool> pools, Cancellation cancellation) {
        CategoryOrdering ordering = new CategoryOrdering(rows, numeric, pools);
        ordering.start(cancellation);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int column = 0; column < pools.size(); column++) {
                cancellation.throwIfCancelled();
                ordering.improve(column);
            }
        }
        return IntStream.range(0, pools.size()).mapToObj(ordering::ordered).toList();
    }

    /** Labels begin at the mean of the number that tells them apart best, or in order of appearance. */
    private void start(Cancellation cancellation) {
        for (CategoryPool pool : pools) {
            cancellation.throwIfCancelled();
            double[] best =
                    IntStream.range(0, pool.labels().size()).mapToDouble(i -> i).toArray();
            double most = 0;
            for (float[] target : fixed) {
                double[] means = labelMeans(pool, target);
                double explained = standardize(pool, means);
                if (explained > most) {
                    most = explained;
                    best = means;
                }
            }
            standardize(pool, best);
            scores.add(perRow(pool.codes(), best));
        }
    }

    private void improve(int column) {
        float[] own = scores.get(column);
        float[] target = new float[rows];
        for (float[] other : fixed) {
            addWeighted(target, other, own);
        }
        for (int other = 0; other < scores.size(); other++) {
            if (other != column) {
                addWeighted(target, scores.get(other), own);
            }
        }
        CategoryPool pool = pools.get(column);
        double[] means = labelMeans(pool, target);
        if (standardize(pool, means) > 0) {
            scores.set(column, perRow(pool.codes(), means));
        }
    }

    private int[] ordered(int column) {
        CategoryPool pool = pools.get(column);
        double[] means = labelMeans(pool, scores.get(column));
        return IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(label -> means[label]))
                .mapToInt(label -> label)
                .toArray();
    }

    private void addWeighted(float[] target, float[] other, float[] own) {
        double covariance = 0;
        for (int row = 0; row < rows; row++) {
            covariance += own[row] * other[row];
        }
        float weight = (float) (covariance / rows);
        for (int row = 0; row < rows; row++) {
            target[row] += weight * other[row];
        }
    }

    private static double[] labelMeans(CategoryPool pool, float[] target) {
        double[] sums = new double[pool.labels().size()];
        int[] counts = new int[sums.length];
        for (int row = 0; row < target.length; row++) {
            int code = pool.codes()[row];
            if (code >= 0) {
                sums[code] += target[row];
                counts[code]++;
            }
        }
        for (int label = 0; label < sums.length; label++) {
            sums[label] /= Math.max(1, counts[label]);
        }
        return sums;
    }

    /** Shifts and scales to mean 0 and variance 1; returns the variance before. */
    private static double standardize(CategoryPool pool, double[] values) {
        double mean = 0;
        double square = 0;
        for (int label = 0; label < values.length; label++) {
            mean += pool.probabilities()[label] * values[label];
            square += pool.probabilities()[label] * values[label] * values[label];
        }
        double variance = Math.max(0, square - mean * mean);
        double deviation = Math.sqrt(variance);
        for (int label = 0; label < values.length; label++) {
            values[label] = deviation > 0 ? (values[label] - mean) / deviation : 0;
        }
        return variance;
    }

    private static float[] perRow(int[] codes, double[] values) {
        float[] perRow = new float[codes.length];
        for (int row = 0; row < codes.length; row++) {
            perRow[row] = codes[row] < 0 ? 0 : (float) values[codes[row]];
        }
        return perRow;
    }
}
