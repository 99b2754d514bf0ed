package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.List;

/**
 * Estimates the correlation of every two latent normals such that the dependence seen in the table comes out again
 * after the margins: linear correlation between two numbers, covariance of normal scores wherever a label or a missing
 * value takes part.
 */
final class LatentCorrelations {

    private final int rows;

    private LatentCorrelations(int rows) {
        this.rows = rows;
    }

    /**
     * The correlation of every two latents.
     *
     * @param evidence one per latent, numbers first
     * @param numbers how many of them are numbers
     * @return symmetric, ones on the diagonal, not necessarily positive definite
     */
    static double[][] estimate(List<Evidence> evidence, int numbers, Cancellation cancellation) {
        int rows = evidence.isEmpty() ? 0 : evidence.getFirst().codes().length;
        LatentCorrelations correlations = new LatentCorrelations(rows);
        List<Evidence> scores = evidence.stream().map(Evidence::withScores).toList();
        double[][] matrix = new double[evidence.size()][evidence.size()];
        correlations.fill(matrix, scores, numbers, cancellation);
        correlations.fill(matrix, evidence.subList(0, numbers), 0, cancellation);
        return matrix;
    }

    /** Fills rows and columns from {@code first} on, and, for {@code first} 0, everything that the list covers. */
    private void fill(double[][] matrix, List<Evidence> measured, int first, Cancellation cancellation) {
        int count = measured.size();
        HermiteSeries[] series = measured.stream().map(HermiteSeries::new).toArray(HermiteSeries[]::new);
        float[][] values = new float[count][];
        for (int i = 0; i < count; i++) {
            cancellation.throwIfCancelled();
            values[i] = standardized(measured.get(i), series[i].deviation());
        }
        for (int i = 0; i < count; i++) {
            matrix[i][i] = 1;
            for (int j = Math.max(i + 1, first); j < count; j++) {
                cancellation.throwIfCancelled();
                double covariance = covariance(measured.get(i), values[i], measured.get(j), values[j]);
                double scale = series[i].deviation() * series[j].deviation();
                double correlation = HermiteSeries.correlation(series[i], series[j], covariance * scale);
                matrix[i][j] = correlation;
                matrix[j][i] = correlation;
            }
        }
    }

    /** Values per row, mean 0 and variance 1 over the rows that have one; 0 elsewhere. */
    private float[] standardized(Evidence measured, double deviation) {
        double sum = 0;
        int present = 0;
        for (int code : measured.codes()) {
            if (code >= 0) {
                sum += measured.values()[code];
                present++;
            }
        }
        double mean = present == 0 ? 0 : sum / present;
        float[] values = new float[rows];
        for (int row = 0; row < rows; row++) {
            int code = measured.codes()[row];
            values[row] = code < 0 || deviation == 0 ? 0 : (float) ((measured.values()[code] - mean) / deviation);
        }
        return values;
    }

    private double covariance(Evidence left, float[] leftValues, Evidence right, float[] rightValues) {
        double sum = 0;
        int both = 0;
        int[] leftCodes = left.codes();
        int[] rightCodes = right.codes();
        for (int row = 0; row < rows; row++) {
            sum += leftValues[row] * rightValues[row];
            // -1 is the only negative code, so the sign of the union tells a gap in either.
            both += 1 + ((leftCodes[row] | rightCodes[row]) >> 31);
        }
        return both == 0 ? 0 : sum / both;
    }
}
