package io.inferloop.tabular.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document: the files of the folder {@code openapi} merged into one. A file may use anchors and merge keys of YAML; what begins
 * with {@code x-} at the top of a file is its own and is left out.
 *
 * @param json the document as JSON, UTF-8
 * @param yaml the same as YAML, UTF-8
 */
record ApiDescription(byte[] json, byte[] yaml) {

    private static final List<String> FILES = List.of("openapi", "datasets", "jobs", "billing", "accounts");

    /** Of the first file: the headers that every answer has. */
    private static final String EVERY_ANSWER = "x-every-answer";

    /** @throws IllegalStateException if two files say the same thing, or one is not there or no YAML */
    static ApiDescription load() {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (String file : FILES) {
            read(file).forEach((name, value) -> {
                if (!name.startsWith("x-") || name.equals(EVERY_ANSWER)) {
                    add(merged, name, value, file);
                }
            });
        }
        describeEveryAnswer(merged);
        JsonMapper mapper = JsonMapper.shared();
        byte[] json = mapper.writeValueAsBytes(merged);
        // Read back, so that nothing is there twice as one object, which YAML would write as an alias.
        return new ApiDescription(json, yaml(mapper.readValue(json, LinkedHashMap.class)));
    }

    private static Map<String, Object> read(String file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        String resource = "/openapi/" + file + ".yaml";
        try (InputStream bytes = ApiDescription.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(resource));
            }
            return new Yaml(new SafeConstructor(options)).load(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(resource), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> into, String name, Object value, String file) {
        Object there = into.get(name);
        if (there == null) {
            into.put(name, value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value);
        } else if (there instanceof Map<?, ?> && value instanceof Map<?, ?> more) {
            more.forEach((key, inner) -> add((Map<String, Object>) there, String.valueOf(key), inner, file));
        } else {
            throw new IllegalStateException("%s.yaml says '%s' once more".formatted(file, name));
        }
    }

    /** The headers that every answer has are said once and put where they belong. */
    @SuppressWarnings("unchecked")
    private static void describeEveryAnswer(Map<String, Object> document) {
        Map<String, Object> everywhere =
                (Map<String, Object>) Objects.requireNonNull(document.remove(EVERY_ANSWER), EVERY_ANSWER);
        Stream<Object> own = member(document, "paths").values().stream()
                .flatMap(path -> ((Map<String, Object>) path).values().stream())
                .filter(operation -> operation instanceof Map<?, ?> map && map.containsKey("responses"))
                .flatMap(operation -> member((Map<String, Object>) operation, "responses").values().stream());
        Stream.concat(own, member(member(document, "components"), "responses").values().stream())
                .map(response -> (Map<String, Object>) response)
                .filter(response -> !response.containsKey("$ref"))
                .forEach(response -> {
                    Map<String, Object> headers =
                            new LinkedHashMap<>((Map<String, Object>) response.getOrDefault("headers", Map.of()));
                    headers.putAll(everywhere);
                    response.put("headers", headers);
                });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Map<String, Object> object, String name) {
        return (Map<String, Object>) Objects.requireNonNull(object.get(name), name);
    }

    private static byte[] yaml(Map<?, ?> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(160);
        return new Yaml(options).dump(document).getBytes(StandardCharsets.UTF_8);
    }
}
