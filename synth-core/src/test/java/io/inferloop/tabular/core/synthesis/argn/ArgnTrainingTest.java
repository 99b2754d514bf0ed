package io.inferloop.tabular.core.synthesis.argn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.synthesis.argn.ArgnTraining.Trained;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArgnTrainingTest {

    private static final int PATIENCE = 4;

    /** Columns that have nothing to do with each other, so that whatever is learned of them is chance. */
    private final TokenTable noise = TokenTable.of(
            SampleTables.ofRows(
                    "a,b,c,d",
                    1000,
                    i -> String.join(
                            ",",
                            IntStream.range(0, 4)
                                    .mapToObj(c ->
                                            "v" + new Seeds(i).child(c).stream().nextInt(12))
                                    .toList())),
            100,
            1,
            Cancellation.NONE);

    private final ArgnLayout layout = ArgnLayout.of(noise.columns());
    private final ArgnSettings hasty = new ArgnSettings(60, PATIENCE, 0.25, 32, 0.02, 0, 0, 100, 1);

    @Test
    void endsWhenRowsSetAsideGetWorseAndKeepsTheBestPass() {
        Trained trained = train();
        List<Double> losses = trained.heldOutLosses();
        double least = Collections.min(losses);
        assertThat(losses).hasSize(losses.indexOf(least) + 1 + PATIENCE).hasSizeLessThan(60);
        assertThat(trained.losses()).hasSameSizeAs(losses);
        assertThat(losses.getLast()).isGreaterThan(1.02 * least);
        int[] heldOut = new ArgnTraining(
                        noise, layout, hasty, FitOptions.ofSeed(1), ProgressListener.NONE, Cancellation.NONE)
                .heldOut();
        try (ArgnEvaluation evaluation = evaluation(heldOut, trained)) {
            assertThat(evaluation.loss(trained.state(), new Seeds(1).child("orders")))
                    .isCloseTo(least, within(0.02 * least));
        }
    }

    @Test
    void tokensAreAsFrequentAsTheyAre() {
        Trained trained = train();
        try (ArgnEvaluation evaluation =
                evaluation(IntStream.range(0, noise.rows()).toArray(), trained)) {
            double[] actual = evaluation.actual();
            double[] expected = evaluation.expected(trained.state());
            for (int token = 0; token < actual.length; token++) {
                assertThat(expected[token]).isCloseTo(actual[token], within(0.5));
            }
        }
    }

    private Trained train() {
        return new ArgnTraining(noise, layout, hasty, FitOptions.ofSeed(1), ProgressListener.NONE, Cancellation.NONE)
                .run(OnnxDevice.CPU);
    }

    private ArgnEvaluation evaluation(int[] rows, Trained trained) {
        return new ArgnEvaluation(
                noise, rows, layout, ArgnWeights.of(trained.state()), OnnxDevice.CPU, 1, Cancellation.NONE);
    }
}
