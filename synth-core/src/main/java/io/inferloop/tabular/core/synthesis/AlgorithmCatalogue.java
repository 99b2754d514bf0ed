package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.synthesis.cart.Cart;
import io.inferloop.tabular.core.synthesis.gaussiancopula.GaussianCopula;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The algorithms that this release can fit, each with the setting {@value HeldOutRows#SETTING}. Immutable. */
public final class AlgorithmCatalogue {

    private final List<? extends Synthesizer> synthesizers =
            Stream.of(new GaussianCopula(), new Cart()).map(HoldingOut::new).toList();

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
