package io.inferloop.tabular.core.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.table.TypedTable;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cancelled fit or sampling ends within a second, which is how long one may go on without asking. */
class CancellationGapsTest {

    private static final int COLUMNS = 24;
    private static final TypedTable TABLE = table();

    static Stream<String> algorithms() {
        return new AlgorithmCatalogue().algorithms().stream().map(AlgorithmDescription::name);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void neitherFitNorSamplingGoesOnForASecondWithoutAsking(String algorithm) {
        Synthesizer synthesizer = new AlgorithmCatalogue().synthesizer(algorithm);
        boolean trains = synthesizer.description().hyperparameters().stream()
                .anyMatch(setting -> setting.name().equals("epochs"));
        FitOptions options = new FitOptions(1, 1, trains ? Map.of("epochs", 1) : Map.of(), null);
        CpuGaps fitting = new CpuGaps();
        ModelArtifact model = synthesizer.fit(TABLE, options, ProgressListener.NONE, fitting);
        assertThat(fitting.longest()).as("CPU seconds of a fit without asking").isLessThan(1);

        CpuGaps sampling = new CpuGaps();
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            sampler.sample(4_000, 1, 4_000, chunk -> {}, sampling);
        }
        assertThat(sampling.longest())
                .as("CPU seconds of opening and sampling without asking")
                .isLessThan(1);
    }

    /** Numbers, labels few and many, flags, days and gaps. */
    private static TypedTable table() {
        StringJoiner header = new StringJoiner(",");
        for (int column = 0; column < COLUMNS; column++) {
            header.add("c" + column);
        }
        return SampleTables.ofRows(header.toString(), 4_000, CancellationGapsTest::row);
    }

    private static String row(int row) {
        StringJoiner cells = new StringJoiner(",");
        for (int column = 0; column < COLUMNS; column++) {
            int mixed = Math.floorMod((row + 1) * (7919 + 104_729 * column) >>> 3, 1_000_003);
            cells.add(
                    switch (column % 8) {
                        case 0 -> "" + mixed % 9_973 / 8.0;
                        case 1 -> "label" + mixed % 5;
                        case 2 -> "place" + mixed % 2_000;
                        case 3 -> mixed % 3 == 0 ? "" : "" + mixed % 90;
                        case 4 -> mixed % 2 == 0 ? "True" : "False";
                        case 5 -> "2026-%02d-%02d".formatted(1 + mixed % 12, 1 + mixed % 28);
                        case 6 -> mixed % 5 == 0 ? "" : "kind" + mixed % 40;
                        default -> "" + (row % 100 + mixed % 7);
                    });
        }
        return cells.toString();
    }

    /** Measures the CPU time that a thread spends between two of its questions; a fit may have several. */
    private static final class CpuGaps implements Cancellation {

        private final ThreadLocal<Long> last = ThreadLocal.withInitial(CpuGaps::now);
        private final AtomicLong longest = new AtomicLong();

        CpuGaps() {
            throwIfCancelled();
        }

        @Override
        public void throwIfCancelled() {
            long now = now();
            longest.accumulateAndGet(now - last.get(), Math::max);
            last.set(now);
        }

        double longest() {
            throwIfCancelled();
            return longest.get() / 1e9;
        }

        private static long now() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
