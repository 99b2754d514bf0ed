package io.inferloop.tabular.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.table.io.CsvTableWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GoldenArtifactTest {

    private static final String FOLDER = "/golden/tabular-model-1/";

    /** Another CPU may order a float32 sum otherwise, which can move a value over a rounding border. */
    private static final double LEAST_EQUAL_ROWS = 0.98;

    @Test
    void samplesAnArtifactOfTheReleasedFormat() throws IOException {
        ModelArtifact model = load();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1);
                CsvTableWriter writer = new CsvTableWriter(model.schema(), out)) {
            writer.write(sampler.sample(200, 7));
        }
        List<String> sampled = out.toString(StandardCharsets.UTF_8).lines().toList();
        List<String> expected =
                new String(bytes("rows.csv"), StandardCharsets.UTF_8).lines().toList();
        assertThat(sampled).hasSameSizeAs(expected);
        long equal = 0;
        for (int i = 0; i < expected.size(); i++) {
            equal += sampled.get(i).equals(expected.get(i)) ? 1 : 0;
        }
        assertThat((double) equal / expected.size()).isGreaterThanOrEqualTo(LEAST_EQUAL_ROWS);
    }

    @Test
    void refusesFilesThatDoNotBelongTogether() throws IOException {
        byte[] other = bytes("model.onnx");
        other[other.length / 2] ^= 1;
        byte[] description = bytes("model.json");
        assertThatIOException()
                .isThrownBy(() ->
                        ModelArtifact.load(new ByteArrayInputStream(other), new ByteArrayInputStream(description)))
                .withMessageContaining("is not the file that model.json describes");
    }

    private static ModelArtifact load() throws IOException {
        return ModelArtifact.load(
                new ByteArrayInputStream(bytes("model.onnx")), new ByteArrayInputStream(bytes("model.json")));
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GoldenArtifactTest.class.getResourceAsStream(FOLDER + file), file)) {
            return in.readAllBytes();
        }
    }
}
