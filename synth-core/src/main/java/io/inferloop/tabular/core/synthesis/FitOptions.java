package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.onnx.runtime.OnnxSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to fit.
 *
 * @param seed any 64 bits; with equal threads it gives the same model
 * @param threads CPU threads that the fit may use, at least 1
 * @param hyperparameters by name; what is left out takes its default
 * @param dataSha256 hex digest of the bytes that the table was read from, for the model's provenance
 * @param conditionColumns columns that will be given to the model; an algorithm whose models take conditions on some columns only
 *     makes these conditionable first
 * @param memoryBytes what the table and its fit may take together, heap and native; a table for which that is too little is learned from
 *     fewer of its rows, or refused
 * @param checkpoints where an expensive fit leaves its state and finds that of an interrupted one
 */
public record FitOptions(
        long seed,
        int threads,
        Map<String, Object> hyperparameters,
        @Nullable String dataSha256,
        List<String> conditionColumns,
        long memoryBytes,
        Checkpoints checkpoints) {

    public FitOptions {
        hyperparameters = Map.copyOf(hyperparameters);
        conditionColumns = List.copyOf(conditionColumns);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
    }

    public FitOptions(
            long seed,
            int threads,
            Map<String, Object> hyperparameters,
            @Nullable String dataSha256,
            List<String> conditionColumns) {
        this(seed, threads, hyperparameters, dataSha256, conditionColumns, Long.MAX_VALUE, Checkpoints.NONE);
    }

    public FitOptions(long seed, int threads, Map<String, Object> hyperparameters, @Nullable String dataSha256) {
        this(seed, threads, hyperparameters, dataSha256, List.of());
    }

    public static FitOptions ofSeed(long seed) {
        return new FitOptions(seed, 1, Map.of(), null);
    }

    /** The same without a setting, for whoever it means nothing to. */
    FitOptions without(String setting) {
        Map<String, Object> settings = new HashMap<>(hyperparameters);
        settings.remove(setting);
        return new FitOptions(seed, threads, settings, dataSha256, conditionColumns, memoryBytes, checkpoints);
    }

    /** The same with other checkpoints. */
    public FitOptions withCheckpoints(Checkpoints others) {
        return new FitOptions(seed, threads, hyperparameters, dataSha256, conditionColumns, memoryBytes, others);
    }

    /** The same with other memory. */
    public FitOptions withMemoryBytes(long bytes) {
        return new FitOptions(seed, threads, hyperparameters, dataSha256, conditionColumns, bytes, checkpoints);
    }

    /**
     * Where a model comes from that an algorithm fitted with these options.
     *
     * @param settings as used, defaults filled in
     * @param rows rows that were learned
     * @param trainingLoss as of {@link Provenance}
     * @param startNanos {@link System#nanoTime} when the fit began
     */
    public Provenance provenance(
            String algorithm,
            Map<String, Object> settings,
            OnnxDevice device,
            long rows,
            List<Double> trainingLoss,
            long startNanos) {
        return new Provenance(
                algorithm,
                settings,
                seed,
                threads,
                device.label(),
                dataSha256,
                rows,
                new TreeMap<>(
                        Map.of("java", Runtime.version().toString(), "onnxruntime", OnnxSession.runtimeVersion())),
                (System.nanoTime() - startNanos) / 1_000_000,
                trainingLoss);
    }
}
