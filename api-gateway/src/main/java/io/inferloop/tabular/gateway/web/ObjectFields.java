package io.inferloop.tabular.gateway.web;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the members of one JSON object by name and type and notes each mistake with its pointer. A member that is null counts
 * as absent. Members that nobody asked for are mistakes too, once {@link #refuseOthers()} is called. Not thread-safe.
 */
public final class ObjectFields {

    private final ObjectNode object;
    private final String pointer;
    private final Mistakes mistakes;
    private final Set<String> asked = new HashSet<>();

    public ObjectFields(ObjectNode object, String pointer, Mistakes mistakes) {
        this.object = object;
        this.pointer = pointer;
        this.mistakes = mistakes;
    }

    public Optional<String> text(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString()) {
            return wrong(name, "must be a string", node);
        }
        return Optional.of(node.stringValue());
    }

    public OptionalLong whole(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            wrong(name, "must be a whole number", node);
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.longValue());
    }

    public Optional<Boolean> truth(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            return wrong(name, "must be true or false", node);
        }
        return Optional.of(node.booleanValue());
    }

    public Optional<UUID> uuid(String name) {
        return text(name).flatMap(text -> {
            try {
                UUID id = UUID.fromString(text);
                // UUID.fromString also takes "1-1-1-1-1"
                return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : notAnId(name, text);
            } catch (IllegalArgumentException e) {
                return notAnId(name, text);
            }
        });
    }

    public Optional<Instant> time(String name) {
        return text(name).flatMap(text -> {
            Optional<Instant> time = TimeText.read(text);
            return time.isEmpty() ? noTime(name, text) : time;
        });
    }

    public Optional<ObjectNode> object(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        return node instanceof ObjectNode found ? Optional.of(found) : wrong(name, "must be an object", node);
    }

    /** Strings in the order they are given, each once; none where the member is absent. */
    public List<String> texts(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.valueStream().anyMatch(element -> !element.isString())) {
            wrong(name, "must be an array of strings", node);
            return List.of();
        }
        return node.valueStream().map(JsonNode::stringValue).distinct().toList();
    }

    public boolean has(String name) {
        return member(name) != null;
    }

    /** Notes every member that was not asked for. */
    public void refuseOthers() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                mistakes.add(pointerOf(name), "is not known here");
            }
        }
    }

    public String pointerOf(String name) {
        return Mistakes.below(pointer, name);
    }

    private @Nullable JsonNode member(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private <T> Optional<T> wrong(String name, String rule, JsonNode got) {
        String shown = got.toString();
        mistakes.add(
                pointerOf(name),
                "%s, got %s".formatted(rule, shown.length() > 60 ? shown.substring(0, 60) + "…" : shown));
        return Optional.empty();
    }

    private Optional<Instant> noTime(String name, String text) {
        mistakes.add(pointerOf(name), "must be a time in UTC such as 2026-11-23T05:00:00Z, got \"%s\"".formatted(text));
        return Optional.empty();
    }

    private Optional<UUID> notAnId(String name, String text) {
        mistakes.add(pointerOf(name), "must be an id (a UUID), got \"%s\"".formatted(text));
        return Optional.empty();
    }
}
