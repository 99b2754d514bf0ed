package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.synthesis.Cancellation;
import org.jspecify.annotations.Nullable;

/** Makes correlations estimated pair by pair into one matrix that can be sampled. */
final class CorrelationMatrix {

    private static final double MIN_EIGENVALUE = 1e-6;
    private static final double MIN_PIVOT = 1e-9;

    private CorrelationMatrix() {}

    /**
     * Lower triangular L with L L' = R. Where {@code correlations} is not positive definite, R is what is left after
     * negative eigenvalues are lifted and the diagonal is scaled back to ones.
     */
    static double[][] factor(double[][] correlations, Cancellation cancellation) {
        double @Nullable [][] factor = cholesky(correlations, cancellation);
        return factor != null ? factor : requireFactor(cholesky(repaired(correlations, cancellation), cancellation));
    }

    private static double[][] requireFactor(double @Nullable [][] factor) {
        if (factor == null) {
            throw new IllegalStateException("The repaired correlation matrix is not positive definite");
        }
        return factor;
    }

    private static double[][] repaired(double[][] correlations, Cancellation cancellation) {
        SymmetricEigen eigen = SymmetricEigen.of(correlations, cancellation);
        int size = correlations.length;
        double[][] result = new double[size][size];
        for (int k = 0; k < size; k++) {
            cancellation.throwIfCancelled();
            double value = Math.max(MIN_EIGENVALUE, eigen.values()[k]);
            double[] vector = eigen.vectors()[k];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    result[i][j] += value * vector[i] * vector[j];
                }
            }
        }
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            scale[i] = Math.sqrt(result[i][i]);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                result[i][j] = i == j ? 1 : result[i][j] / (scale[i] * scale[j]);
            }
        }
        return result;
    }

    private static double @Nullable [][] cholesky(double[][] matrix, Cancellation cancellation) {
        int size = matrix.length;
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            cancellation.throwIfCancelled();
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i == j && sum < MIN_PIVOT) {
                    return null;
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        return factor;
    }
}
