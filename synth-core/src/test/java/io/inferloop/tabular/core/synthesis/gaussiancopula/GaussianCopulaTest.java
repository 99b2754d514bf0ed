package io.inferloop.tabular.core.synthesis.gaussiancopula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.OnnxSession;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.synthesis.Synthesizer;
import io.inferloop.tabular.core.synthesis.SynthesizerContract;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GaussianCopulaTest extends SynthesizerContract {

    /** The graph multiplies in float32: a value near a rounding border may land one step of its grid off. */
    private static final double FLOAT_BORDER_SHARE = 0.002;

    @Override
    protected Synthesizer synthesizer() {
        return new GaussianCopula();
    }

    @Test
    void theGraphComputesWhatPlainJavaDoes() {
        CopulaFit fit = new CopulaFit(SampleTables.real("penguins"), 256, 5, ProgressListener.NONE, Cancellation.NONE);
        Copula copula = fit.run();
        int rows = 2000;
        float[] noise = new float[rows * copula.width()];
        RandomStream stream = new Seeds(5).stream();
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) stream.nextGaussian();
        }
        String column =
                fit.schema().columns().get(copula.numeric().getFirst().column()).name();
        double[] computed;
        try (OnnxSession session =
                OnnxSession.open(CopulaGraph.write(copula, fit.schema(), Map.of()), OnnxDevice.CPU, 1)) {
            computed = (double[]) Objects.requireNonNull(
                    session.run(noise, rows, copula.width(), Set.of(column)).get(column));
        }
        int different = 0;
        NumericMargin margin = copula.numeric().getFirst();
        for (int row = 0; row < rows; row++) {
            if (!Double.isNaN(computed[row])) {
                double expected = margin.value(latent(copula, noise, row, 0));
                assertThat(computed[row])
                        .isCloseTo(expected, within(margin.range().grid().step() * 1.000001));
                different += computed[row] == expected ? 0 : 1;
            }
        }
        assertThat((double) different / rows).isLessThan(FLOAT_BORDER_SHARE);
    }

    private static double latent(Copula copula, float[] noise, int row, int latent) {
        float sum = 0;
        for (int k = 0; k <= latent; k++) {
            sum += (float) copula.factor()[latent][k] * noise[row * copula.width() + k];
        }
        return sum;
    }

    @Test
    void aLatentCorrelationComesBackFromItsCovariance() {
        Evidence thirds = Evidence.ofProbabilities(new int[0], new double[] {0.2, 0.5, 0.3});
        HermiteSeries series = new HermiteSeries(thirds);
        // For X = Y the covariance is the variance, which only a correlation of one reaches.
        double variance = series.deviation() * series.deviation();
        assertThat(HermiteSeries.correlation(series, series, variance)).isGreaterThan(0.98);
        assertThat(HermiteSeries.correlation(series, series, 0)).isCloseTo(0, within(1e-6));
    }

    @Test
    void repairsCorrelationsThatContradictEachOther() {
        double[][] factor = CorrelationMatrix.factor(
                new double[][] {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}, Cancellation.NONE);
        for (double[] row : factor) {
            double length = 0;
            for (double value : row) {
                length += value * value;
            }
            assertThat(length).isCloseTo(1, within(1e-9));
        }
    }
}
