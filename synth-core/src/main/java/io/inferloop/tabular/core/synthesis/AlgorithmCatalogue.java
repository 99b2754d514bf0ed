package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.synthesis.AlgorithmDescription.Conditionable;
import io.inferloop.tabular.core.synthesis.argn.Argn;
import io.inferloop.tabular.core.synthesis.cart.Cart;
import io.inferloop.tabular.core.synthesis.gaussiancopula.GaussianCopula;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The algorithms that this release can fit, each with the settings {@value WithinMemory#SETTING} and
 * {@value HeldOutRows#SETTING}. Immutable. */
public final class AlgorithmCatalogue {

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
