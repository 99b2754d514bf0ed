package io.inferloop.tabular.core.synthesis.argn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.KeptInMemory;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ArgnResumeTest {

    private static final TypedTable TITANIC = SampleTables.real("titanic");
    private static final FitOptions OPTIONS = new FitOptions(1, 1, Map.of("epochs", 12), null);

    @Test
    void aTrainingThatGoesOnEndsWithTheBytesOfOneThatNeverStopped() {
        ModelArtifact undisturbed = fit(OPTIONS);
        KeptInMemory kept = new KeptInMemory();
        Cancellation afterTheThirdRun = () -> {
            if (kept.count() == 3) {
                throw new CancellationException("stop");
            }
        };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new Argn()
                        .fit(TITANIC, OPTIONS.withCheckpoints(kept), ProgressListener.NONE, afterTheThirdRun));
        assertThat(kept.count()).isEqualTo(3);

        List<Long> heard = new ArrayList<>();
        KeptInMemory next = kept.from(2);
        ModelArtifact resumed = new Argn()
                .fit(
                        TITANIC,
                        OPTIONS.withCheckpoints(next),
                        (stage, done, total, message) -> heard.add(done),
                        Cancellation.NONE);

        assertThat(heard.getFirst()).isGreaterThan(kept.steps().getLast());
        assertThat(resumed.description().onnxSha256())
                .isEqualTo(undisturbed.description().onnxSha256());
        assertThat(resumed.description().provenance().trainingLoss())
                .isEqualTo(undisturbed.description().provenance().trainingLoss());
    }

    /** A checkpoint is asked for by what was asked of the fit, so that of another one is never taken. */
    @Test
    void everyOtherFitHasAnotherIdentity() {
        FitOptions quick = new FitOptions(1, 1, Map.of("epochs", 1), "00");
        assertThat(List.of(
                        identity(TITANIC, quick),
                        identity(SampleTables.real("penguins"), quick),
                        identity(TITANIC, new FitOptions(2, 1, Map.of("epochs", 1), "00")),
                        identity(TITANIC, new FitOptions(1, 2, Map.of("epochs", 1), "00")),
                        identity(TITANIC, new FitOptions(1, 1, Map.of("epochs", 1, "dropout", 0.5), "00"))))
                .doesNotHaveDuplicates();
        assertThat(identity(TITANIC, quick)).isEqualTo(identity(TITANIC, quick));
    }

    private static String identity(TypedTable table, FitOptions options) {
        KeptInMemory checkpoints = new KeptInMemory();
        new Argn().fit(table, options.withCheckpoints(checkpoints), ProgressListener.NONE, Cancellation.NONE);
        return checkpoints.asked();
    }

    private static ModelArtifact fit(FitOptions options) {
        return new Argn().fit(TITANIC, options, ProgressListener.NONE, Cancellation.NONE);
    }
}
