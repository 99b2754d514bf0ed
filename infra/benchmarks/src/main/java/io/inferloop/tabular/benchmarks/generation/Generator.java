package io.inferloop.tabular.benchmarks.generation;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.Synthesizer;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * An algorithm with its default settings, on the CPU.
 *
 * @param threads CPU threads of a fit and inside an operator of the graph
 */
public record Generator(Synthesizer synthesizer, int threads) {

    /** The chunk that a worker keeps in memory. */
    private static final int CHUNK_ROWS = 8_192;

    public ModelArtifact fit(TypedTable table, long seed) {
        return synthesizer.fit(
                table, new FitOptions(seed, threads, Map.of(), null), ProgressListener.NONE, Cancellation.NONE);
    }

    /** Opens the model and samples it into CSV, chunk by chunk. */
    public byte[] sample(ModelArtifact model, int rows, long seed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableSampler sampler = model.open(OnnxDevice.CPU, threads);
                CsvTableWriter writer = new CsvTableWriter(sampler.schema(), bytes)) {
            sampler.sample(rows, seed, CHUNK_ROWS, chunk -> write(writer, chunk), Cancellation.NONE);
        }
        return bytes.toByteArray();
    }

    private static void write(CsvTableWriter writer, Table chunk) {
        try {
            writer.write(chunk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
