package io.inferloop.tabular.core.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from.
 *
 * @param hyperparameters as used, defaults filled in
 * @param device {@code cpu} or {@code cuda}
 * @param dataSha256 hex digest of the table's bytes, null if the caller did not give it
 * @param rows rows that were learned
 * @param versions of this library's format, Java and ONNX Runtime, by name
 * @param fitMillis wall-clock duration of the fit in milliseconds
 * @param trainingLoss mean loss of each epoch, as the algorithm defines it; empty for one that is not trained in epochs, and in
 *     descriptions from before there were such
 * @param heldOutLoss the same of rows that the fit set aside to see when to stop; the model is the one of its least number. Empty
 *     where none were set aside
 * @param algorithmReason why the algorithm was chosen; null where its user named it
 */
public record Provenance(
        String algorithm,
        Map<String, Object> hyperparameters,
        long seed,
        int threads,
        String device,
        @Nullable String dataSha256,
        long rows,
        Map<String, String> versions,
        long fitMillis,
        List<Double> trainingLoss,
        List<Double> heldOutLoss,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String algorithmReason) {

    public Provenance {
        trainingLoss = List.copyOf(Objects.requireNonNullElseGet(trainingLoss, List::of));
        heldOutLoss = List.copyOf(Objects.requireNonNullElseGet(heldOutLoss, List::of));
    }

    /** Of an algorithm that was named. */
    public Provenance(
            String algorithm,
            Map<String, Object> hyperparameters,
            long seed,
            int threads,
            String device,
            @Nullable String dataSha256,
            long rows,
            Map<String, String> versions,
            long fitMillis,
            List<Double> trainingLoss) {
        this(
                algorithm,
                hyperparameters,
                seed,
                threads,
                device,
                dataSha256,
                rows,
                versions,
                fitMillis,
                trainingLoss,
                List.of(),
                null);
    }

    /** Of a fit that trains nothing. */
    public Provenance(
            String algorithm,
            Map<String, Object> hyperparameters,
            long seed,
            int threads,
            String device,
            @Nullable String dataSha256,
            long rows,
            Map<String, String> versions,
            long fitMillis) {
        this(algorithm, hyperparameters, seed, threads, device, dataSha256, rows, versions, fitMillis, List.of());
    }

    /** The same with one more setting, or another value of it. */
    public Provenance withHyperparameter(String name, Object value) {
        Map<String, Object> settings = new HashMap<>(hyperparameters);
        settings.put(name, value);
        return new Provenance(
                algorithm,
                settings,
                seed,
                threads,
                device,
                dataSha256,
                rows,
                versions,
                fitMillis,
                trainingLoss,
                heldOutLoss,
                algorithmReason);
    }

    /** The same with what was lost on rows that the fit set aside, epoch by epoch. */
    public Provenance withHeldOutLoss(List<Double> losses) {
        return new Provenance(
                algorithm,
                hyperparameters,
                seed,
                threads,
                device,
                dataSha256,
                rows,
                versions,
                fitMillis,
                trainingLoss,
                losses,
                algorithmReason);
    }

    /** The same, saying why the algorithm was chosen. */
    public Provenance withAlgorithmReason(String reason) {
        return new Provenance(
                algorithm,
                hyperparameters,
                seed,
                threads,
                device,
                dataSha256,
                rows,
                versions,
                fitMillis,
                trainingLoss,
                heldOutLoss,
                reason);
    }
}
