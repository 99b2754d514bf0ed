package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.table.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a reader of {@code model.onnx} has to know; {@code model.json} is this record.
 *
 * @param format {@value #FORMAT}
 * @param noiseWidth columns of the graph's input {@code noise}, float32 [rows, noiseWidth], standard normal; its only one where
 *     {@code conditioning} is none, see {@link InputNames} for the others
 * @param schema the table's columns; categories are those that the model can produce
 * @param keys how the key columns, which the graph does not know, are regenerated
 * @param conditioning which columns may be given; none in a description from before there were conditions
 * @param onnxSha256 hex digest of {@code model.onnx}
 */
public record ModelDescription(
        String format,
        int noiseWidth,
        TableSchema schema,
        List<KeyRecipe> keys,
        Conditioning conditioning,
        Provenance provenance,
        String onnxSha256) {

    public static final String FORMAT = "tabular-model/1";

    public ModelDescription {
        keys = List.copyOf(keys);
        conditioning = Objects.requireNonNullElseGet(conditioning, Conditioning.None::new);
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException(
                    "Model format '%s' is unknown; this release reads '%s'".formatted(format, FORMAT));
        }
    }

    /**
     * Reads {@code model.json} to the stream's end; the caller closes it.
     *
     * @throws IOException if it is not such a description
     */
    public static ModelDescription read(InputStream json) throws IOException {
        try {
            return JsonMapper.shared().readValue(json.readAllBytes(), ModelDescription.class);
        } catch (JacksonException e) {
            throw new IOException("model.json cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
