package io.inferloop.tabular.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which of a model's columns may be given to it, so that the others follow them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Conditioning.None.class, name = "none"),
    @JsonSubTypes.Type(value = Conditioning.Any.class, name = "any"),
    @JsonSubTypes.Type(value = Conditioning.Prefix.class, name = "prefix")
})
public sealed interface Conditioning {

    /** Why just these learned columns cannot be given together, as a sentence for the user; empty if they can. */
    Optional<String> refusal(Set<String> given);

    /** No column: the graph has no inputs for it. Every model from before there were conditions is one. */
    record None() implements Conditioning {
        @Override
        public Optional<String> refusal(Set<String> given) {
            return given.isEmpty()
                    ? Optional.empty()
                    : Optional.of("The model takes no conditions: its algorithm samples whole rows only");
        }
    }

    /** Whichever columns, in any combination. */
    record Any() implements Conditioning {
        @Override
        public Optional<String> refusal(Set<String> given) {
            return Optional.empty();
        }
    }

    /**
     * The first columns of an order, as many as one likes, since the model makes each column from those before it.
     *
     * @param columns every learned column, in the order in which the model makes them
     */
    record Prefix(List<String> columns) implements Conditioning {

        public Prefix {
            columns = List.copyOf(columns);
        }

        @Override
        public Optional<String> refusal(Set<String> given) {
            Set<String> first = new HashSet<>(columns.subList(0, Math.min(given.size(), columns.size())));
            if (first.equals(given)) {
                return Optional.empty();
            }
            int last = given.stream().mapToInt(columns::indexOf).max().orElse(0);
            List<String> left = columns.subList(0, last + 1).stream()
                    .filter(column -> !given.contains(column))
                    .toList();
            return Optional.of(
                    ("The model makes its columns in an order of its own and takes conditions on the first of them only;"
                                    + " before '%s' it makes %s. Give those too, or fit a model that is told which columns will be given")
                            .formatted(columns.get(last), left));
        }
    }
}
