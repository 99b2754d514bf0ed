package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.idempotency.Fingerprint;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.TimeText;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;

/**
 * Which jobs a list shows: those to which everything applies that is said here.
 *
 * @param states any of them; empty: in every state
 * @param type null: every type but profiles, which belong to datasets
 * @param createdAfter exclusive
 * @param createdBefore exclusive
 * @param metadata each key with exactly this value
 */
record JobFilter(
        Set<JobState> states,
        @Nullable String type,
        @Nullable String algorithm,
        @Nullable UUID datasetId,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        SortedMap<String, String> metadata) {

    private static final String METADATA = "metadata.";
    private static final Set<String> TYPES =
            new TreeSet<>(List.of("generation", "imputation", "profile", "sampling", "training", "validation"));
    private static final Set<String> NAMES = new TreeSet<>(
            List.of("algorithm", "created_after", "created_before", "cursor", "dataset_id", "limit", "state", "type"));

    JobFilter {
        states =
                Collections.unmodifiableSet(states.isEmpty() ? EnumSet.noneOf(JobState.class) : EnumSet.copyOf(states));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * Reads the query of a list. A parameter that is not known is refused: a misspelt filter that were ignored would show other jobs.
     *
     * @throws ApiProblem 400 that names the parameter and what it takes
     */
    static JobFilter read(MultiValueMap<String, String> query) {
        SortedMap<String, String> metadata = new TreeMap<>();
        for (String name : query.keySet()) {
            if (name.startsWith(METADATA) && name.length() > METADATA.length()) {
                metadata.put(name.substring(METADATA.length()), String.valueOf(single(query, name)));
            } else if (!NAMES.contains(name)) {
                throw invalid("There is no parameter %s; there are %s and metadata.KEY.".formatted(name, NAMES));
            }
        }
        String type = single(query, "type");
        if (type != null && !TYPES.contains(type)) {
            throw invalid("type must be one of %s, got %s.".formatted(TYPES, type));
        }
        return new JobFilter(
                states(query.getOrDefault("state", List.of())),
                type,
                single(query, "algorithm"),
                id(single(query, "dataset_id")),
                time("created_after", single(query, "created_after")),
                time("created_before", single(query, "created_before")),
                metadata);
    }

    /** Equal for equal filters; tells a cursor of this list from one of another. */
    String fingerprint() {
        byte[] sha256 = Fingerprint.of(Fingerprint.part(toString())).sha256();
        return HexFormat.of().formatHex(sha256, 0, 8);
    }

    private static Set<JobState> states(List<String> parameters) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        parameters.stream().flatMap(it -> Arrays.stream(it.split(","))).forEach(text -> states.add(state(text)));
        return states;
    }

    private static JobState state(String text) {
        return Arrays.stream(JobState.values())
                .filter(it -> it != JobState.UNKNOWN && it.text().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("state must be one or more of %s, got %s."
                        .formatted(
                                Arrays.stream(JobState.values())
                                        .filter(it -> it != JobState.UNKNOWN)
                                        .map(JobState::text)
                                        .collect(Collectors.joining(", ")),
                                text)));
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw invalid("dataset_id must be an id (a UUID), got %s.".formatted(text));
        }
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        return text == null
                ? null
                : TimeText.read(text)
                        .orElseThrow(() -> invalid("%s must be a time in UTC such as 2026-11-23T05:00:00Z, got %s."
                                .formatted(name, text)));
    }

    private static @Nullable String single(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw invalid("%s is given %d times; it takes one value.".formatted(name, values.size()));
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static ApiProblem invalid(String detail) {
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "invalid_filter", detail);
    }
}
