package io.inferloop.tabular.core.synthesis.gaussiancopula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CorrelationMatrixTest {

    @Test
    void eigenvectorsMakeTheMatrixAgain() {
        for (int size : new int[] {1, 2, 3, 40}) {
            double[][] matrix = indefinite(size);
            SymmetricEigen eigen = SymmetricEigen.of(matrix, Cancellation.NONE);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double sum = 0;
                    double overlap = 0;
                    for (int k = 0; k < size; k++) {
                        double[] vector = eigen.vectors()[k];
                        sum += eigen.values()[k] * vector[i] * vector[j];
                        overlap += eigen.vectors()[i][k] * eigen.vectors()[j][k];
                    }
                    assertThat(sum).isCloseTo(matrix[i][j], within(1e-12 * size));
                    assertThat(overlap).isCloseTo(i == j ? 1 : 0, within(1e-12 * size));
                }
            }
        }
    }

    @Test
    void equalAndZeroEigenvaluesAreFound() {
        double[][] ones = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
        assertThat(SymmetricEigen.of(ones, Cancellation.NONE).values())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactlyInAnyOrder(0.0, 0.0, 3.0);
        double[][] unit = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        assertThat(SymmetricEigen.of(unit, Cancellation.NONE).values()).containsExactly(1, 1, 1);
    }

    @Test
    void asksForEveryRowAndStepWhetherToGoOn() {
        AtomicInteger asked = new AtomicInteger();
        CorrelationMatrix.factor(indefinite(100), asked::incrementAndGet);
        assertThat(asked).hasValueGreaterThan(4 * 100);
    }

    private static double[][] indefinite(int size) {
        RandomStream random = new Seeds(3).stream();
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = 1;
            for (int j = 0; j < i; j++) {
                matrix[i][j] = 2 * random.nextDouble() - 1;
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
