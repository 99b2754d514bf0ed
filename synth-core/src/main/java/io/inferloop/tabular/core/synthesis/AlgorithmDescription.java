package io.inferloop.tabular.core.synthesis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An algorithm as clients see it.
 *
 * @param name the wire name, such as {@code gaussian_copula}
 * @param conditionable which columns may be given to its models
 */
public record AlgorithmDescription(
        String name,
        String title,
        String description,
        List<Hyperparameter> hyperparameters,
        Conditionable conditionable) {

    /** Which columns may be given to the models of an algorithm. */
    public enum Conditionable {
        /** None. */
        NONE,
        /** Those that the fit was told to make first, and then others in the model's own order. */
        PREFIX,
        /** Whichever. */
        ANY
    }

    public AlgorithmDescription {
        hyperparameters = List.copyOf(hyperparameters);
    }

    /** An algorithm whose models sample whole rows only. */
    public AlgorithmDescription(String name, String title, String description, List<Hyperparameter> hyperparameters) {
        this(name, title, description, hyperparameters, Conditionable.NONE);
    }

    /** Every mistake in the given settings, as sentences for the user; empty if there is none. */
    public List<String> mistakes(Map<String, ?> given) {
        List<String> mistakes = new ArrayList<>();
        given.forEach((name, value) -> hyperparameters.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        known -> known.mistake(value).ifPresent(mistakes::add),
                        () -> mistakes.add("%s has no hyper-parameter '%s'; it has %s"
                                .formatted(
                                        this.name,
                                        name,
                                        hyperparameters.stream()
                                                .map(Hyperparameter::name)
                                                .toList()))));
        return mistakes;
    }

    /** The same with one more setting. */
    AlgorithmDescription with(Hyperparameter setting) {
        List<Hyperparameter> settings = new ArrayList<>(hyperparameters);
        settings.add(setting);
        return new AlgorithmDescription(name, title, description, settings, conditionable);
    }

    /**
     * The given settings with defaults filled in, in the order of {@link #hyperparameters()}.
     *
     * @throws InvalidHyperparametersException if one is unknown or out of range
     */
    public Map<String, Object> complete(Map<String, ?> given) {
        List<String> mistakes = mistakes(given);
        if (!mistakes.isEmpty()) {
            throw new InvalidHyperparametersException(mistakes);
        }
        Map<String, Object> complete = new LinkedHashMap<>();
        for (Hyperparameter known : hyperparameters) {
            Object value = given.get(known.name());
            complete.put(known.name(), value == null ? known.defaultValue() : value);
        }
        return complete;
    }

    /** One setting with a fraction out of what {@link #complete} gave. */
    public double number(Map<String, Object> complete, String name) {
        if (complete.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("%s has no setting '%s' that is a number".formatted(this.name, name));
    }

    /** One whole-number setting out of what {@link #complete} gave. */
    public int integer(Map<String, Object> complete, String name) {
        if (complete.get(name) instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("%s has no whole-number setting '%s'".formatted(this.name, name));
    }
}
