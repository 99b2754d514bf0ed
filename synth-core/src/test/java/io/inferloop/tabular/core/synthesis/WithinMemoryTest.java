package io.inferloop.tabular.core.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WithinMemoryTest {

    private static final int ROWS = 20_000;
    private static final TypedTable TABLE =
            SampleTables.ofRows("a,b,c,d", ROWS, i -> i % 977 + "," + i % 13 + ".5,label" + i % 7 + "," + i * 31 % 500);

    static Stream<Synthesizer> algorithms() {
        AlgorithmCatalogue catalogue = new AlgorithmCatalogue();
        return catalogue.algorithms().stream().map(known -> catalogue.synthesizer(known.name()));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aTightBudgetIsMetWithFewerRowsAndSaidInTheProvenance(Synthesizer algorithm) {
        FitMemory memory = algorithm.memory(TABLE, quick(algorithm));
        long table = 4L * ROWS * 8;
        FitOptions tight = quick(algorithm).withMemoryBytes(table + memory.bytes(ROWS / 4));

        Provenance provenance = fit(algorithm, tight).description().provenance();

        assertThat(provenance.rows()).isBetween(ROWS / 5L, ROWS / 2L);
        assertThat(provenance.hyperparameters()).containsEntry("max_rows", (int) provenance.rows());
        assertThat(HeldOutRows.of(TABLE.table(), provenance)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aBudgetForNextToNothingIsRefusedWithWhatIsNeeded(Synthesizer algorithm) {
        assertThatExceptionOfType(InsufficientMemoryException.class)
                .isThrownBy(() -> fit(algorithm, quick(algorithm).withMemoryBytes(1 << 10)))
                .withMessageContaining(algorithm.description().name())
                .withMessageContaining("1,000 rows of 4 columns")
                .withMessageContaining("larger plan");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void moreRowsNeverTakeLess(Synthesizer algorithm) {
        FitMemory memory = algorithm.memory(TABLE, quick(algorithm));
        long before = 0;
        for (int rows = 1; rows <= 1 << 20; rows *= 2) {
            assertThat(memory.bytes(rows)).isGreaterThanOrEqualTo(before);
            before = memory.bytes(rows);
        }
        assertThat(before).isGreaterThan(memory.bytes(1));
    }

    private static FitOptions quick(Synthesizer algorithm) {
        boolean trains = algorithm.description().hyperparameters().stream()
                .anyMatch(setting -> setting.name().equals("epochs"));
        return new FitOptions(1, 1, trains ? Map.of("epochs", 1) : Map.of(), null);
    }

    private static ModelArtifact fit(Synthesizer algorithm, FitOptions options) {
        return algorithm.fit(TABLE, options, ProgressListener.NONE, Cancellation.NONE);
    }
}
