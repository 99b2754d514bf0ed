package io.inferloop.tabular.core.synthesis.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.OutputNames;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.GraphInput;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.OnnxSession;
import io.inferloop.tabular.core.random.Normal;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.synthesis.Synthesizer;
import io.inferloop.tabular.core.synthesis.SynthesizerContract;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CartTest extends SynthesizerContract {

    /** The runtime's error function and Java's differ in the last bits, which may move a draw over a border. */
    private static final double FLOAT_BORDER_SHARE = 0.002;

    @Override
    protected Synthesizer synthesizer() {
        return new Cart();
    }

    @Test
    void theGraphComputesWhatPlainJavaDoes() {
        TypedTable penguins = SampleTables.real("penguins");
        CartFit fit = fitOf(penguins, 1);
        List<LearnedColumn> columns = fit.run();
        int rows = 2000;
        int width = CartGraph.width(columns);
        float[] noise = new float[rows * width];
        RandomStream stream = new Seeds(5).stream();
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) stream.nextGaussian();
        }
        List<String> outputs = columns.stream()
                .map(learned ->
                        fit.schema().columns().get(learned.column().column()).name())
                .map(name -> penguins.table().column(name) instanceof NumericColumn
                        ? OutputNames.values(fit.schema(), name)
                        : OutputNames.codes(fit.schema(), name))
                .toList();
        Map<String, Object> computed;
        try (OnnxSession session = OnnxSession.open(
                CartGraph.write(columns, fit.schema(), Map.of(), Cancellation.NONE), OnnxDevice.CPU, 1)) {
            int learned = fit.schema().learned().size();
            computed = session.run(
                    List.of(
                            new GraphInput.Floats("noise", noise, rows, width),
                            new GraphInput.Doubles("given", new double[rows * learned], rows, learned),
                            new GraphInput.Flags("is_given", new boolean[rows * learned], rows, learned)),
                    new HashSet<>(outputs));
        }
        int different = 0;
        for (int row = 0; row < rows; row++) {
            double[] expected = drawn(columns, noise, row * width);
            for (int place = 0; place < columns.size(); place++) {
                Object output = Objects.requireNonNull(computed.get(outputs.get(place)));
                double value = output instanceof double[] numbers ? numbers[row] : ((int[]) output)[row];
                different += Double.compare(value, expected[place]) == 0 ? 0 : 1;
            }
        }
        assertThat((double) different / (rows * columns.size())).isLessThan(FLOAT_BORDER_SHARE);
    }

    /** One row in plain Java: finished numbers, and codes with -1 for a missing label. */
    private static double[] drawn(List<LearnedColumn> columns, float[] noise, int at) {
        byte[][] questions = new byte[columns.size()][1];
        double[] row = new double[columns.size()];
        int numbers = columns.size();
        for (int place = 0; place < columns.size(); place++) {
            CodedColumn column = columns.get(place).column();
            LeafTables leaves = columns.get(place).leaves();
            int leaf = columns.get(place).tree().leaf(questions, 0);
            float choice = (float) Normal.cumulative(noise[at + place]);
            switch (column.values()) {
                case CodedColumn.Labels labels -> {
                    int code = leaves.draw(leaf, choice, 0);
                    row[place] = code == column.missing() ? -1 : code;
                    questions[place][0] = (byte) column.question(code);
                }
                case CodedColumn.Numbers of -> {
                    float inRun = (float) Normal.cumulative(noise[at + numbers++]);
                    int code = leaves.draw(leaf, choice, inRun);
                    int first = leaves.draw(leaf, choice, 0);
                    int length = 1 + leaves.draw(leaf, choice, 1) - first;
                    double within = inRun * length - (code - first);
                    row[place] = code == column.missing()
                            ? Double.NaN
                            : of.pieces()
                                    .range()
                                    .finish(of.pieces().starts()[code]
                                            + (of.pieces().stops()[code]
                                                            - of.pieces().starts()[code])
                                                    * within);
                    questions[place][0] = (byte) column.question(code);
                }
            }
        }
        return row;
    }

    /** Neither column tells anything about z alone. */
    @Test
    void followsDependenceThatNoPairShows() {
        RandomStream stream = new Seeds(2).stream();
        TypedTable table = SampleTables.ofRows("x,y,z", 4000, i -> {
            int x = stream.nextInt(2);
            int y = stream.nextInt(2);
            return "%s,%s,%s".formatted("ab".charAt(x), "cd".charAt(y), x == y ? "same" : "other");
        });
        Table sample = sample(fit(table), 2000);
        long agreeing = IntStream.range(0, 2000)
                .filter(row -> (label(sample, "x", row).equals("a")
                                == label(sample, "y", row).equals("c"))
                        == label(sample, "z", row).equals("same"))
                .count();
        assertThat(agreeing).isGreaterThan(1990);
    }

    @Test
    void aNumberFollowsAnotherMoreCloselyThanAnyOneCutOfTheTable() {
        RandomStream stream = new Seeds(2).stream();
        TypedTable table = SampleTables.ofRows("x,y", 20_000, i -> {
            double x = stream.nextDouble() * 1000;
            return "%.3f,%.3f".formatted(x, 2 * x + stream.nextGaussian());
        });
        Table sample = sample(fit(table), 5000);
        double[] x = ((NumericColumn) sample.column("x")).values();
        double[] y = ((NumericColumn) sample.column("y")).values();
        double worst = IntStream.range(0, x.length)
                .mapToDouble(row -> Math.abs(y[row] - 2 * x[row]))
                .sorted()
                .skip(4500)
                .findFirst()
                .orElseThrow();
        // One row in ten; a 64th of the range of y is 31.
        assertThat(worst).isLessThan(31);
    }

    /** Splits that only chance makes look good would copy rows. */
    @Test
    void columnsThatDoNotDependOnEachOtherGetNoTree() {
        RandomStream stream = new Seeds(2).stream();
        TypedTable table = SampleTables.ofRows(
                "a,b,c,d",
                4000,
                i -> "%d,%.2f,%.2f,%s"
                        .formatted(
                                stream.nextInt(30),
                                stream.nextGaussian(),
                                stream.nextGaussian(),
                                "abcdefgh".charAt(stream.nextInt(8))));
        assertThat(fitOf(table, 1).run())
                .allSatisfy(learned -> assertThat(learned.tree().depth()).isLessThanOrEqualTo(2));
    }

    @Test
    void numbersOfThreadsGiveTheSameModel() {
        TypedTable titanic = SampleTables.real("titanic");
        assertThat(onnxOf(titanic, 1)).isEqualTo(onnxOf(titanic, 3));
    }

    @Test
    void stopsInTheMiddleOfAFit() {
        AtomicReference<String> stage = new AtomicReference<>("");
        Cancellation inTrees = () -> {
            if ("choose".equals(stage.get())) {
                throw new CancellationException("stop");
            }
        };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new Cart()
                        .fit(
                                SampleTables.real("titanic"),
                                FitOptions.ofSeed(1),
                                (name, done, total, message) -> stage.set(name),
                                inTrees));
        assertThat(stage).hasValue("choose");
    }

    @Test
    void labelsThatFewRowsCarryAreNotDrawn() {
        TypedTable table = SampleTables.ofRows(
                "who,x", 2000, i -> (i % 500 == 0 ? "celebrity" + i : "person" + i % 3) + "," + i % 7);
        Set<String> drawn = new HashSet<>();
        Table sample = sample(fit(table), 5000);
        IntStream.range(0, 5000).forEach(row -> drawn.add(label(sample, "who", row)));
        assertThat(drawn).containsExactlyInAnyOrder("person0", "person1", "person2");
    }

    @Test
    void aHeapedValueKeepsItsShare() {
        RandomStream stream = new Seeds(2).stream();
        TypedTable table = SampleTables.ofRows(
                "gain,x", 5000, i -> (i % 50 == 0 ? 7298 : i % 3 == 0 ? stream.nextInt(9000) : 0) + "," + i % 7);
        double[] gains = ((NumericColumn) sample(fit(table), 20_000).column("gain")).values();
        assertThat(IntStream.range(0, gains.length)
                                .filter(i -> gains[i] == 7298)
                                .count()
                        / 20_000.0)
                .isCloseTo(0.02, within(0.004));
    }

    @Test
    void aColumnAloneKeepsItsDistribution() {
        TypedTable table = SampleTables.ofRows(
                "size", 3000, i -> List.of("S", "M", "M", "L").get(i % 4));
        assertThat(share(sample(fit(table), 4000), "size", "M")).isCloseTo(0.5, within(0.04));
    }

    @Test
    void hundredsOfColumnsOfFewRowsAreLearned() {
        String header =
                String.join(",", IntStream.range(0, 300).mapToObj(i -> "c" + i).toList());
        TypedTable table = SampleTables.ofRows(
                header,
                60,
                row -> String.join(
                        ",",
                        IntStream.range(0, 300)
                                .mapToObj(i -> i % 2 == 0 ? "" + row * i % 17 : "v" + row * i % 5)
                                .toList()));
        Table sample = sample(fit(table), 100);
        assertThat(sample.columns()).hasSize(300).allMatch(column -> column.missingCount() == 0);
    }

    /** By CPU time of each thread, so that it does not depend on what else the machine does. */
    @Test
    void neverWorksLongWithoutAskingWhetherToGoOn() {
        RandomStream stream = new Seeds(2).stream();
        TypedTable table = SampleTables.ofRows(
                "a,b,c,d,e",
                100_000,
                i -> "%d,%d,%.3f,%.3f,place%d"
                        .formatted(
                                i % 7,
                                stream.nextInt(3),
                                stream.nextGaussian(),
                                i % 7 + stream.nextGaussian(),
                                stream.nextInt(20_000)));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ThreadLocal<Long> asked = ThreadLocal.withInitial(threads::getCurrentThreadCpuTime);
        LongAccumulator longest = new LongAccumulator(Math::max, 0);
        Cancellation watching = () -> {
            long now = threads.getCurrentThreadCpuTime();
            longest.accumulate(now - asked.get());
            asked.set(now);
        };
        watching.throwIfCancelled();
        new Cart().fit(table, new FitOptions(1, 2, Map.of(), null), ProgressListener.NONE, watching);
        assertThat(Duration.ofNanos(longest.get())).isBetween(Duration.ofNanos(1), Duration.ofMillis(500));
    }

    /** A number may be given that is beyond all rows', and a gap where the table has none. */
    @Test
    void numbersAndGapsCanBeGiven() {
        RandomStream stream = new Seeds(2).stream();
        TypedTable table = SampleTables.ofRows("x,y,day", 4000, i -> {
            double x = stream.nextDouble() * 100;
            return "%.2f,%s,2026-01-%02d".formatted(x, x < 50 ? "low" : "high", 1 + stream.nextInt(28));
        });
        ModelArtifact model = new Cart()
                .fit(
                        table,
                        new FitOptions(1, 1, Map.of(), null, List.of("x", "day")),
                        ProgressListener.NONE,
                        Cancellation.NONE);
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            Table high = sampler.sample(200, 3, Conditions.of(Map.of("x", 71.12)));
            assertThat(((NumericColumn) high.column("x")).values()).containsOnly(71.12);
            assertThat(share(high, "y", "high")).isEqualTo(1);
            Table beyond = sampler.sample(200, 3, Conditions.of(Map.of("x", -1e9, "day", "1999-12-31")));
            assertThat(share(beyond, "y", "low")).isEqualTo(1);
            assertThat(((DatetimeColumn) beyond.column("day")).epochMillis()).containsOnly(946_598_400_000L);
            Table gaps = sampler.sample(200, 3, Conditions.of(Collections.singletonMap("x", null)));
            assertThat(gaps.column("x").missingCount()).isEqualTo(200);
            assertThat(gaps.column("y").missingCount()).isZero();
        }
    }

    private static CartFit fitOf(TypedTable table, int threads) {
        return new CartFit(
                table,
                new CartFit.Settings(1024, 5, 20, threads, List.of()),
                new Seeds(1),
                ProgressListener.NONE,
                Cancellation.NONE);
    }

    private static String onnxOf(TypedTable table, int threads) {
        ModelArtifact model = new Cart()
                .fit(table, new FitOptions(1, threads, Map.of(), null), ProgressListener.NONE, Cancellation.NONE);
        return model.description().onnxSha256();
    }

    private static String label(Table table, String column, int row) {
        CategoricalColumn labels = (CategoricalColumn) table.column(column);
        return labels.categories().get(labels.codes()[row]);
    }

    private static double share(Table table, String column, String label) {
        return IntStream.range(0, table.rows())
                        .filter(row -> label(table, column, row).equals(label))
                        .count()
                / (double) table.rows();
    }
}
