package io.inferloop.tabular.core.synthesis.argn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.InvalidHyperparametersException;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.synthesis.Synthesizer;
import io.inferloop.tabular.core.synthesis.SynthesizerContract;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArgnTest extends SynthesizerContract {

    @Override
    protected Synthesizer synthesizer() {
        return new Argn();
    }

    @Test
    void settingsAndSeedChangeTheModelAndItsLossIsInTheProvenance() {
        TypedTable penguins = SampleTables.real("penguins");
        ModelArtifact model = fit(penguins, 1, Map.of("epochs", 4));
        List<Double> losses = model.description().provenance().trainingLoss();
        assertThat(losses).hasSize(4);
        assertThat(losses.getLast()).isLessThan(losses.getFirst());
        assertThat(model.description().provenance().hyperparameters()).containsEntry("epochs", 4);
        assertThat(List.of(
                        model,
                        fit(penguins, 2, Map.of("epochs", 4)),
                        fit(penguins, 1, Map.of("epochs", 5)),
                        fit(penguins, 1, Map.of("epochs", 4, "learning_rate", 0.003)),
                        fit(penguins, 1, Map.of("epochs", 4, "batch_size", 16))))
                .extracting(fitted -> fitted.description().onnxSha256())
                .doesNotHaveDuplicates();
    }

    /** The species decides the island, and stands before it in the table; so both directions are asked for. */
    @Test
    void rowsFollowWhateverTheyAreGiven() {
        TypedTable penguins = SampleTables.real("penguins");
        ModelArtifact model = fit(penguins);
        Table forward = sample(model, Map.of("species", "Gentoo"));
        assertThat(shares((CategoricalColumn) forward.column("species"))).containsOnlyKeys("Gentoo");
        assertThat(shares((CategoricalColumn) forward.column("island")).get("Biscoe"))
                .isGreaterThan(0.9);
        Table backward = sample(model, Map.of("island", "Torgersen", "body_mass_g", 3700));
        assertThat(((NumericColumn) backward.column("body_mass_g")).values()).containsOnly(3700);
        assertThat(shares((CategoricalColumn) backward.column("island"))).containsOnlyKeys("Torgersen");
        assertThat(shares((CategoricalColumn) backward.column("species")).get("Adelie"))
                .isGreaterThan(0.9);
        Map<String, Object> gap = new HashMap<>();
        gap.put("sex", null);
        assertThat(sample(model, gap).column("sex").missingCount()).isEqualTo(1000);
    }

    @Test
    void learnsAColumnOfAHundredThousandLabels() {
        TypedTable table = SampleTables.ofRows("place,x", 200_000, i -> "place" + i % 100_000 + "," + i % 3);
        ModelArtifact model = fit(table, 1, Map.of("epochs", 1));
        CategoricalColumn places = (CategoricalColumn) sample(model, 20_000).column("place");
        assertThat(shares(places)).hasSizeGreaterThan(15_000);
    }

    @Test
    void learnsAHundredColumns() {
        String header =
                String.join(",", IntStream.range(0, 100).mapToObj(i -> "c" + i).toList());
        TypedTable table = SampleTables.ofRows(
                header,
                200,
                row -> String.join(
                        ",",
                        IntStream.range(0, 100)
                                .mapToObj(i -> "" + (row * (i + 7) % 11))
                                .toList()));
        assertThat(sample(fit(table, 1, Map.of("epochs", 1)), 100).rows()).isEqualTo(100);
    }

    @Test
    void stopsInTheMiddleOfATraining() {
        AtomicInteger heard = new AtomicInteger();
        Cancellation afterTheFirstRun = () -> {
            if (heard.get() > 0) {
                throw new CancellationException("stop");
            }
        };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> synthesizer()
                        .fit(
                                SampleTables.real("titanic"),
                                FitOptions.ofSeed(1),
                                (stage, done, total, message) -> heard.incrementAndGet(),
                                afterTheFirstRun));
        assertThat(heard).hasValue(1);
    }

    @Test
    void saysWhatToDoWhenATrainingGoesAstray() {
        Map<String, Object> hasty = Map.of("epochs", 3, "learning_rate", 1.0, "weight_decay", 10.0);
        assertThatExceptionOfType(InvalidHyperparametersException.class)
                .isThrownBy(() -> fit(SampleTables.real("titanic"), 1, hasty))
                .withMessageContaining("learning_rate");
    }

    /** Heaped and rounded values come back as they are, whatever the width of the tokens that hold them. */
    @Test
    void keepsHeapedNumbersExact() {
        TypedTable table =
                SampleTables.ofRows("price,x", 3000, i -> (i % 3 == 0 ? 10 * (i % 40) : i * 37 % 400) + "," + i % 2);
        double[] values = ((NumericColumn) sample(fit(table), 3000).column("price")).values();
        double heaped = (double) Arrays.stream(values).filter(v -> v % 10 == 0).count() / values.length;
        double[] real = ((NumericColumn) table.table().column("price")).values();
        double expected = (double) Arrays.stream(real).filter(v -> v % 10 == 0).count() / real.length;
        assertThat(heaped).isCloseTo(expected, within(0.04));
    }

    private static ModelArtifact fit(TypedTable table, long seed, Map<String, Object> settings) {
        return new Argn().fit(table, new FitOptions(seed, 1, settings, null), ProgressListener.NONE, Cancellation.NONE);
    }

    private static Table sample(ModelArtifact model, Map<String, ?> given) {
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            return sampler.sample(1000, 11, Conditions.of(given));
        }
    }

    private static Map<String, Double> shares(CategoricalColumn column) {
        Map<String, Double> shares = new HashMap<>();
        for (int code : column.codes()) {
            if (code >= 0) {
                shares.merge(column.categories().get(code), 1.0 / column.size(), Double::sum);
            }
        }
        return shares;
    }
}
