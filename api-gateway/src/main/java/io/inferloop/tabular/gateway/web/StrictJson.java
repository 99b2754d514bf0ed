package io.inferloop.tabular.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies as JSON objects: no repeated names, nothing after the end, at most one mebibyte. */
@Component
public final class StrictJson {

    private static final int MAX_BYTES = 1 << 20;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * The body as an object. An empty body is an empty object.
     *
     * @throws ApiProblem 400 for what is not JSON or not an object, 413 for more than a mebibyte, 422 for strings that are no text
     */
    public ObjectNode readObject(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", "The body exceeds one mebibyte.");
        }
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode read;
        try {
            read = mapper.readTree(bytes);
        } catch (JacksonException e) {
            throw malformed(e);
        }
        if (read instanceof ObjectNode object) {
            Mistakes mistakes = new Mistakes();
            checkText(object, "", mistakes);
            if (!mistakes.none()) {
                throw ApiProblem.unprocessable(
                        "invalid_text", "The body has text that nobody can store.", mistakes.all());
            }
            return object;
        }
        throw ApiProblem.of(HttpStatus.BAD_REQUEST, "malformed_json", "The body must be a JSON object.");
    }

    /** What breaks a limit of the parser has no place, and names the setting behind the limit: {@code (500, from `StreamReadConstraints...`)}. */
    private static ApiProblem malformed(JacksonException e) {
        String reason = e.getOriginalMessage().replaceAll(", from `[^`]*`", "");
        TokenStreamLocation place = e.getLocation();
        return ApiProblem.of(
                HttpStatus.BAD_REQUEST,
                "malformed_json",
                place == null
                        ? "The body is not JSON: %s".formatted(reason)
                        : "The body is not JSON: %s (line %d, column %d)"
                                .formatted(reason, place.getLineNr(), place.getColumnNr()));
    }

    /** JSON can say what is no text: U+0000, which PostgreSQL refuses, and half of a surrogate pair, which has no bytes in UTF-8. */
    private static void checkText(JsonNode node, String pointer, Mistakes mistakes) {
        if (node.isString() && !isText(node.stringValue())) {
            mistakes.add(pointer, "must not contain U+0000 or half of a surrogate pair");
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkText(node.get(i), pointer + "/" + i, mistakes);
            }
        }
        node.propertyStream().forEach(member -> {
            if (!isText(member.getKey())) {
                mistakes.add(pointer, "has a member whose name contains U+0000 or half of a surrogate pair");
            } else {
                checkText(member.getValue(), Mistakes.below(pointer, member.getKey()), mistakes);
            }
        });
    }

    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** The same bytes for the same content, however it was spaced and ordered: names sorted, no white space. */
    public byte[] canonical(ObjectNode object) {
        return mapper.writeValueAsBytes(mapper.treeToValue(object, Object.class));
    }
}
