package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription.Conditionable;
import io.inferloop.tabular.core.synthesis.argn.Argn;
import io.inferloop.tabular.core.synthesis.cart.Cart;
import io.inferloop.tabular.core.synthesis.gaussiancopula.GaussianCopula;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The algorithms that this release can fit, each with the settings {@value WithinMemory#SETTING} and
 * {@value HeldOutRows#SETTING}. Immutable. */
public final class AlgorithmCatalogue {

    /** What clients call the {@linkplain #choose choice} of an algorithm. */
    public static final String AUTO = "auto";

    private final List<? extends Synthesizer> synthesizers = Stream.of(new GaussianCopula(), new Cart(), new Argn())
            .map(WithinMemory::new)
            .map(HoldingOut::new)
            .toList();

    public List<AlgorithmDescription> algorithms() {
        return synthesizers.stream().map(Synthesizer::description).toList();
    }

    /** Every mistake in an algorithm's name or settings, as sentences for the user; empty if there is none. */
    public List<String> validate(String algorithm, Map<String, ?> hyperparameters) {
        return algorithms().stream()
                .filter(known -> known.name().equals(algorithm))
                .findFirst()
                .map(known -> known.mistakes(hyperparameters))
                .orElseGet(() -> List.of(unknown(algorithm)));
    }

    /** Why models of an algorithm that is known cannot be given columns, as a sentence for the user; empty if they can. */
    public Optional<String> conditionRefusal(String algorithm) {
        if (synthesizer(algorithm).description().conditionable() != Conditionable.NONE) {
            return Optional.empty();
        }
        List<String> others = algorithms().stream()
                .filter(known -> known.conditionable() != Conditionable.NONE)
                .map(AlgorithmDescription::name)
                .toList();
        return Optional.of("Models of %s take no conditions%s"
                .formatted(algorithm, others.isEmpty() ? "" : "; those of %s do".formatted(others)));
    }

    /**
     * The algorithm that suits a table best. One that cannot have the settings or the conditions is chosen only where none can, so
     * that {@link #validate} and {@link #conditionRefusal} have something to say.
     *
     * @param threads CPU threads that the fit may use
     * @param conditionColumns columns that the model will be given
     * @param excluded algorithm to why it is out of the question, as half a sentence
     */
    public AlgorithmChoice choose(
            TableSize table,
            int threads,
            Map<String, ?> hyperparameters,
            List<String> conditionColumns,
            Map<String, String> excluded) {
        Map<String, String> unfit = new HashMap<>(excluded);
        for (AlgorithmDescription algorithm : algorithms()) {
            if (!conditionColumns.isEmpty() && algorithm.conditionable() == Conditionable.NONE) {
                unfit.putIfAbsent(algorithm.name(), "its models take no conditions");
            }
            if (!algorithm.mistakes(hyperparameters).isEmpty()) {
                unfit.putIfAbsent(algorithm.name(), "it does not have these settings");
            }
        }
        return AlgorithmChoice.of(table, threads, unfit)
                .or(() -> AlgorithmChoice.of(table, threads, excluded))
                .or(() -> AlgorithmChoice.of(table, threads, Map.of()))
                .orElseThrow();
    }

    /**
     * Learns a table with the algorithm that suits it best. Why it does stands in the model's provenance.
     *
     * @throws InvalidHyperparametersException if an option is unknown or out of range
     */
    public ModelArtifact fitBest(
            TypedTable table, FitOptions options, ProgressListener progress, Cancellation cancellation) {
        AlgorithmChoice choice = choose(
                TableSize.of(table),
                options.threads(),
                options.hyperparameters(),
                options.conditionColumns(),
                Map.of());
        return synthesizer(choice.algorithm())
                .fit(table, options, progress, cancellation)
                .chosenBecause(choice.reason());
    }

    /**
     * The algorithm of this name.
     *
     * @throws IllegalArgumentException if there is no such algorithm
     */
    public Synthesizer synthesizer(String algorithm) {
        return synthesizers.stream()
                .filter(known -> known.description().name().equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(algorithm)));
    }

    private String unknown(String algorithm) {
        return "There is no algorithm '%s'; there are %s"
                .formatted(
                        algorithm,
                        algorithms().stream().map(AlgorithmDescription::name).toList());
    }
}
