package io.inferloop.tabular.core.synthesis.argn;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ArgnQualityTest {

    /** Of the distance between independent columns and the table itself, a good part has to be gone. */
    private static final double MOST_OF_THE_BASELINES_ERROR = 0.5;

    @Test
    void keepsDependenceThatIndependentColumnsLose() {
        TypedTable titanic = SampleTables.real("titanic");
        int rows = titanic.table().rows();
        Table sample;
        try (TableSampler sampler = new Argn()
                .fit(titanic, FitOptions.ofSeed(1), ProgressListener.NONE, Cancellation.NONE)
                .open(OnnxDevice.CPU, 1)) {
            sample = sampler.sample(rows, 7);
        }
        QualityReport report = QualityReport.of(titanic.table(), sample);
        QualityReport permuted =
                QualityReport.of(titanic.table(), PermutedColumnsBaseline.of(titanic.table(), rows, 1));
        double error = 1 - Objects.requireNonNull(report.columnPairTrends().scoreRealEdges());
        double baseline = 1 - Objects.requireNonNull(permuted.columnPairTrends().scoreRealEdges());
        System.out.printf(
                "titanic: shapes %.4f, trends with real edges %.4f (independent columns %.4f)%n",
                report.columnShapes().score(), 1 - error, 1 - baseline);
        assertThat(error).isLessThan(MOST_OF_THE_BASELINES_ERROR * baseline);
        assertThat(report.columnShapes().score()).isGreaterThan(0.96);
    }
}
