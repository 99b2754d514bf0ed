package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.table.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A fitted model: {@code model.onnx} and {@code model.json}. Immutable; equal fits give equal bytes but for the duration. */
public final class ModelArtifact {

    public static final String ONNX_FILE = "model.onnx";
    public static final String DESCRIPTION_FILE = "model.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final byte[] onnx;
    private final ModelDescription description;

    private ModelArtifact(byte[] onnx, ModelDescription description) {
        this.onnx = onnx;
        this.description = description;
    }

    /**
     * A new artifact of a graph that takes no conditions.
     *
     * @param onnx the graph's bytes, owned by the artifact from here on
     */
    public static ModelArtifact of(
            byte[] onnx, int noiseWidth, TableSchema schema, List<KeyRecipe> keys, Provenance provenance) {
        return of(onnx, noiseWidth, schema, keys, new Conditioning.None(), provenance);
    }

    /**
     * A new artifact of a graph and what it was made from.
     *
     * @param onnx the graph's bytes, owned by the artifact from here on
     * @param conditioning anything but none: the graph has the inputs {@link InputNames#given} and {@link InputNames#isGiven}
     */
    public static ModelArtifact of(
            byte[] onnx,
            int noiseWidth,
            TableSchema schema,
            List<KeyRecipe> keys,
            Conditioning conditioning,
            Provenance provenance) {
        return new ModelArtifact(
                onnx,
                new ModelDescription(
                        ModelDescription.FORMAT, noiseWidth, schema, keys, conditioning, provenance, sha256(onnx)));
    }

    /**
     * Reads an artifact that was saved to a folder.
     *
     * @throws IOException if the files cannot be read or do not belong together
     */
    public static ModelArtifact load(Path directory) throws IOException {
        try (InputStream onnx = Files.newInputStream(directory.resolve(ONNX_FILE));
                InputStream json = Files.newInputStream(directory.resolve(DESCRIPTION_FILE))) {
            return load(onnx, json);
        }
    }

    /** Reads both streams to their ends; the caller closes them. */
    public static ModelArtifact load(InputStream onnxStream, InputStream descriptionStream) throws IOException {
        byte[] onnx = onnxStream.readAllBytes();
        ModelDescription description = ModelDescription.read(descriptionStream);
        String actual = sha256(onnx);
        if (!actual.equals(description.onnxSha256())) {
            throw new IOException("model.onnx (SHA-256 %s) is not the file that model.json describes (%s)"
                    .formatted(actual, description.onnxSha256()));
        }
        return new ModelArtifact(onnx, description);
    }

    /** Writes both files into an existing directory. */
    public void save(Path directory) throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve(ONNX_FILE))) {
            writeOnnx(out);
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve(DESCRIPTION_FILE))) {
            writeDescription(out);
        }
    }

    /** The caller closes the stream. */
    public void writeOnnx(OutputStream out) throws IOException {
        out.write(onnx);
    }

    /** The caller closes the stream. */
    public void writeDescription(OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(description));
    }

    /** The same model with another word on where it comes from. */
    public ModelArtifact with(Provenance provenance) {
        return new ModelArtifact(
                onnx,
                new ModelDescription(
                        description.format(),
                        description.noiseWidth(),
                        description.schema(),
                        description.keys(),
                        description.conditioning(),
                        provenance,
                        description.onnxSha256()));
    }

    /** The same model, which says why its algorithm was chosen. */
    public ModelArtifact chosenBecause(String reason) {
        return with(description.provenance().withAlgorithmReason(reason));
    }

    public ModelDescription description() {
        return description;
    }

    /** The schema of the tables that this model samples. */
    public TableSchema schema() {
        return description.schema();
    }

    /** Loads the graph on a device. The caller closes the sampler. */
    public TableSampler open(OnnxDevice device, int threads) {
        return new TableSampler(onnx, description, device, threads);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
