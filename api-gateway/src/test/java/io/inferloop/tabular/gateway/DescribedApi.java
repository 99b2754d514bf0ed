package io.inferloop.tabular.gateway;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The served OpenAPI document as a judge: every answer, and every request that was taken, must be as it says. What it does not name is not
 * allowed: statuses, content types, members of bodies, parameters. Remembers what it has seen. Thread-safe.
 */
final class DescribedApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    private final JsonNode document;
    private final List<Operation> operations;
    private final SchemaRegistry schemas = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> known = new ConcurrentHashMap<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    DescribedApi(byte[] json) {
        this.document = JSON.readTree(json);
        this.operations = document.at("/paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(it -> METHODS.contains(it.getKey()))
                        .map(it -> Operation.of(it.getKey(), path.getKey(), path.getValue(), it.getValue())))
                // A path that says more by itself comes first: /v1/a/b before /v1/a/{id}.
                .sorted(Comparator.comparingInt(Operation::variables))
                .toList();
    }

    private record Operation(String name, String id, Pattern path, int variables, JsonNode item, JsonNode node) {

        static Operation of(String method, String path, JsonNode item, JsonNode node) {
            String pattern = Pattern.compile("\\{(\\w+)}").matcher(path).replaceAll("(?<$1>[^/]+)");
            String name = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
            int variables = (int) path.chars().filter(c -> c == '{').count();
            return new Operation(
                    name, node.path("operationId").asString(), Pattern.compile(pattern), variables, item, node);
        }

        Stream<JsonNode> parameters() {
            return Stream.concat(
                    item.path("parameters").valueStream(),
                    node.path("parameters").valueStream());
        }
    }

    /** Such as {@code GET /v1/jobs/{id}}. */
    Set<String> operations() {
        return operations.stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every answer that is no error, such as {@code getJob 304}. */
    Set<String> successes() {
        return operations.stream()
                .flatMap(it -> it.node().path("responses").propertyNames().stream()
                        .filter(status -> status.compareTo("400") < 0)
                        .map(status -> it.id() + " " + status))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What was answered so far, as {@link #successes()} names it. */
    Set<String> seen() {
        return seen;
    }

    /** @throws AssertionError when the exchange is not as the document says */
    void check(HttpRequest request, byte @Nullable [] body, HttpResponse<byte[]> response) {
        URI uri = request.uri();
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Optional<Operation> found = operations.stream()
                .filter(it -> it.name().startsWith(method + " ")
                        && it.path().matcher(uri.getRawPath()).matches())
                .findFirst();
        List<String> wrong = new ArrayList<>();
        if (found.isEmpty()) {
            // Of every path the framework itself tells the methods.
            boolean own = uri.getPath().startsWith("/v1") && !method.equals("OPTIONS");
            if (response.statusCode() < 400 && own) {
                wrong.add("is not described");
            }
        } else {
            Operation operation = found.get();
            checkResponse(operation, request.method(), response, wrong);
            if (response.statusCode() < 400) {
                checkRequest(operation, request, body, wrong);
            }
            seen.add(operation.id() + " " + response.statusCode());
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError("%s %s → %d %s: %s"
                    .formatted(request.method(), uri, response.statusCode(), text(response.body()), wrong));
        }
    }

    private void checkResponse(Operation operation, String method, HttpResponse<byte[]> response, List<String> wrong) {
        JsonNode described = resolve(operation.node().path("responses").path(Integer.toString(response.statusCode())));
        if (described.isMissingNode()) {
            wrong.add("status is not described");
            return;
        }
        described.path("headers").propertyStream().forEach(header -> {
            JsonNode node = resolve(header.getValue());
            response.headers()
                    .firstValue(header.getKey())
                    .ifPresentOrElse(
                            value -> validate(
                                    node.path("schema"), scalar(value, node), "header " + header.getKey(), wrong),
                            () -> {
                                if (node.path("required").asBoolean(false)) {
                                    wrong.add("header %s is missing".formatted(header.getKey()));
                                }
                            });
        });
        checkContent(described.path("content"), method, response, wrong);
    }

    private void checkContent(JsonNode content, String method, HttpResponse<byte[]> response, List<String> wrong) {
        if (content.isEmpty()) {
            if (response.body().length > 0) {
                wrong.add("has a body that is not described");
            }
            return;
        }
        String type = mediaType(response.headers().firstValue("Content-Type").orElse(""));
        if (!content.has(type)) {
            wrong.add("content type %s is not described".formatted(type));
        } else if (!method.equals("HEAD") && type.endsWith("json")) {
            validate(closed(content.path(type).path("schema")), JSON.readTree(response.body()), "body", wrong);
        }
    }

    private void checkRequest(Operation operation, HttpRequest request, byte @Nullable [] body, List<String> wrong) {
        Map<String, JsonNode> query = new java.util.HashMap<>();
        Matcher path = operation.path().matcher(request.uri().getRawPath());
        path.matches();
        operation.parameters().map(this::resolve).forEach(parameter -> {
            String name = parameter.path("name").asString();
            Stream<String> values = switch (parameter.path("in").asString()) {
                case "path" -> Stream.of(path.group(name));
                case "header" -> request.headers().allValues(name).stream();
                case "query" -> {
                    query.put(name, parameter);
                    yield queryOf(request)
                            .filter(it -> it.getKey().equals(name))
                            .map(Map.Entry::getValue);
                }
                case String other -> throw new IllegalStateException(other);
            };
            values.forEach(
                    value -> validate(parameter.path("schema"), scalar(value, parameter), "parameter " + name, wrong));
        });
        queryOf(request)
                .map(Map.Entry::getKey)
                // A parameter of free names is described as an object, name.KEY.
                .filter(name -> !query.containsKey(name) && !query.containsKey(name.replaceAll("\\..*", "")))
                .forEach(name -> wrong.add("query parameter %s is not described".formatted(name)));
        checkRequestBody(resolve(operation.node().path("requestBody")), request, body, wrong);
    }

    private void checkRequestBody(JsonNode described, HttpRequest request, byte @Nullable [] body, List<String> wrong) {
        if (body == null || body.length == 0) {
            if (described.path("required").asBoolean(false)) {
                wrong.add("was taken without its body");
            }
            return;
        }
        String type = mediaType(request.headers().firstValue("Content-Type").orElse(""));
        JsonNode content = described.path("content").path(type);
        if (content.isMissingNode()) {
            wrong.add("was taken with the content type %s, which is not described".formatted(type));
        } else if (type.equals("application/json")) {
            validate(content.path("schema"), JSON.readTree(body), "request", wrong);
        }
    }

    /** Each example of the document against its schema. */
    List<String> wrongExamples() {
        List<String> wrong = new ArrayList<>();
        examples(document, "", wrong);
        return wrong;
    }

    private void examples(JsonNode node, String pointer, List<String> wrong) {
        if (node.has("schema")) {
            JsonNode schema = closed(node.path("schema"));
            Stream.concat(
                            node.has("example") ? Stream.of(node.path("example")) : Stream.empty(),
                            node.path("examples")
                                    .valueStream()
                                    .map(it -> resolve(it).path("value")))
                    .forEach(example -> validate(schema, example, pointer, wrong));
        }
        if (node.has("type") && node.path("examples").isArray()) {
            node.path("examples").valueStream().forEach(example -> validate(node, example, pointer, wrong));
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                examples(node.get(i), pointer + "/" + i, wrong);
            }
        } else {
            node.propertyStream().forEach(it -> examples(it.getValue(), pointer + "/" + it.getKey(), wrong));
        }
    }

    private void validate(JsonNode schema, JsonNode value, String what, List<String> wrong) {
        if (schema.isMissingNode()) {
            return;
        }
        for (Error error : known.computeIfAbsent(schema, this::compile).validate(value)) {
            wrong.add("%s: %s %s".formatted(what, error.getInstanceLocation(), error.getMessage()));
        }
    }

    /** The schema with the document's components beside it, so that its references lead somewhere. */
    private Schema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("allOf", JSON.createArrayNode().add(schema));
        whole.set("components", isClosed(schema) ? closed(document.path("components")) : document.path("components"));
        return schemas.getSchema(whole);
    }

    private static boolean isClosed(JsonNode schema) {
        return schema.path("$comment").asString("").equals("closed");
    }

    /** The same with nothing allowed that is not named: of what we answer, the description must know everything. */
    private static JsonNode closed(JsonNode node) {
        if (node.isMissingNode()) {
            return node;
        }
        JsonNode copy = node.deepCopy();
        close(copy);
        if (copy instanceof ObjectNode object) {
            object.put("$comment", "closed");
        }
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.valueStream().forEach(DescribedApi::close);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(document.at(node.path("$ref").asString().substring(1)))
                : node;
    }

    private JsonNode scalar(String value, JsonNode described) {
        JsonNode type = resolve(described.path("schema")).path("type");
        return switch (type.asString("")) {
            case "integer", "number", "boolean" -> number(value);
            case "array" -> JSON.valueToTree(value.split(","));
            default -> StringNode.valueOf(value);
        };
    }

    private static JsonNode number(String value) {
        try {
            return JSON.readTree(value);
        } catch (RuntimeException e) {
            return StringNode.valueOf(value);
        }
    }

    private static Stream<Map.Entry<String, String>> queryOf(HttpRequest request) {
        String query = request.uri().getRawQuery();
        return query == null
                ? Stream.empty()
                : Stream.of(query.split("&")).map(pair -> {
                    String[] parts = pair.split("=", 2);
                    return Map.entry(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
                });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String mediaType(String header) {
        return header.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
