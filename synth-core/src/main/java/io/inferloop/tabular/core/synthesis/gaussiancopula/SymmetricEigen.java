package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.synthesis.Cancellation;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder's reflections make it tridiagonal, implicit QL steps with
 * Wilkinson's shift diagonal (Golub and Van Loan, Matrix Computations, 8.3). Own, since a library's cannot be stopped, and hundreds of columns
 * take seconds.
 *
 * @param values in no order
 * @param vectors a row for each value, of length 1
 */
record SymmetricEigen(double[] values, double[][] vectors) {

    /** Far more than the two or so that a value takes. */
    private static final int MOST_STEPS = 60;

    /** @param matrix symmetric, at least 1 x 1; not changed */
    static SymmetricEigen of(double[][] matrix, Cancellation cancellation) {
        int size = matrix.length;
        double[][] a = new double[size][];
        for (int i = 0; i < size; i++) {
            a[i] = matrix[i].clone();
        }
        double[] diagonal = new double[size];
        double[] beside = new double[size];
        double[][] vectors = tridiagonal(a, diagonal, beside, cancellation);
        diagonalize(diagonal, beside, vectors, cancellation);
        return new SymmetricEigen(diagonal, vectors);
    }

    /** Fills the two diagonals and returns the transposed product of the reflections; {@code a} is used up. */
    private static double[][] tridiagonal(double[][] a, double[] diagonal, double[] beside, Cancellation cancellation) {
        int size = a.length;
        double[] factors = new double[size];
        for (int k = 0; k < size - 1; k++) {
            cancellation.throwIfCancelled();
            double[] v = a[k];
            double norm = 0;
            for (int i = k + 1; i < size; i++) {
                norm = Math.hypot(norm, v[i]);
            }
            diagonal[k] = v[k];
            beside[k] = v[k + 1] > 0 ? -norm : norm;
            double square = 2 * norm * (norm + Math.abs(v[k + 1]));
            v[k + 1] -= beside[k];
            factors[k] = square == 0 ? 0 : 2 / square;
            if (factors[k] != 0) {
                reflect(a, k + 1, v, factors[k]);
            }
        }
        diagonal[size - 1] = a[size - 1][size - 1];
        double[][] product = new double[size][size];
        for (int i = 0; i < size; i++) {
            product[i][i] = 1;
        }
        for (int k = size - 2; k >= 0; k--) {
            cancellation.throwIfCancelled();
            for (int i = k + 1; i < size; i++) {
                addTo(product[i], -factors[k] * dot(product[i], a[k], k + 1), a[k], k + 1);
            }
        }
        return product;
    }

    /** From both sides, on rows and columns from {@code first} on. */
    private static void reflect(double[][] a, int first, double[] v, double factor) {
        int size = a.length;
        double[] w = new double[size];
        double overlap = 0;
        for (int i = first; i < size; i++) {
            w[i] = factor * dot(a[i], v, first);
            overlap += w[i] * v[i];
        }
        addTo(w, -factor / 2 * overlap, v, first);
        for (int i = first; i < size; i++) {
            addTo(a[i], -v[i], w, first);
            addTo(a[i], -w[i], v, first);
        }
    }

    private static void diagonalize(double[] diagonal, double[] beside, double[][] vectors, Cancellation cancellation) {
        for (int first = 0; first < diagonal.length; first++) {
            int last = blockEnd(diagonal, beside, first);
            for (int steps = 0; last > first; steps++) {
                cancellation.throwIfCancelled();
                if (steps == MOST_STEPS) {
                    throw new IllegalStateException("Eigenvalue %d did not converge".formatted(first));
                }
                step(diagonal, beside, vectors, first, last);
                last = blockEnd(diagonal, beside, first);
            }
        }
    }

    /** The first place from {@code first} on behind which the matrix falls apart. */
    private static int blockEnd(double[] diagonal, double[] beside, int first) {
        int end = first;
        while (end < diagonal.length - 1) {
            double scale = Math.abs(diagonal[end]) + Math.abs(diagonal[end + 1]);
            if (Math.abs(beside[end]) <= Math.ulp(scale)) {
                break;
            }
            end++;
        }
        return end;
    }

    /** One implicit QL step: a chain of plane rotations from the last row of a block to its first. */
    private static void step(double[] diagonal, double[] beside, double[][] vectors, int first, int last) {
        double half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double root = Math.copySign(Math.hypot(half, 1), half);
        double g = diagonal[last] - diagonal[first] + beside[first] / (half + root);
        double sine = 1;
        double cosine = 1;
        double carried = 0;
        for (int i = last - 1; i >= first; i--) {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            double length = Math.hypot(f, g);
            beside[i + 1] = length;
            if (length == 0) {
                diagonal[i + 1] -= carried;
                beside[last] = 0;
                return;
            }
            sine = f / length;
            cosine = g / length;
            g = diagonal[i + 1] - carried;
            double mixed = (diagonal[i] - g) * sine + 2 * cosine * b;
            carried = sine * mixed;
            diagonal[i + 1] = g + carried;
            g = cosine * mixed - b;
            rotate(vectors[i], vectors[i + 1], sine, cosine);
        }
        diagonal[first] -= carried;
        beside[first] = g;
        beside[last] = 0;
    }

    private static void rotate(double[] upper, double[] lower, double sine, double cosine) {
        for (int k = 0; k < upper.length; k++) {
            double below = lower[k];
            lower[k] = sine * upper[k] + cosine * below;
            upper[k] = cosine * upper[k] - sine * below;
        }
    }

    private static double dot(double[] left, double[] right, int from) {
        double sum = 0;
        for (int i = from; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static void addTo(double[] sum, double factor, double[] added, int from) {
        for (int i = from; i < sum.length; i++) {
            sum[i] += factor * added[i];
        }
    }
}
