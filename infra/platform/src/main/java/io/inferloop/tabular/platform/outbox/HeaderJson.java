package io.inferloop.tabular.platform.outbox;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Headers as a JSON object of Base64 values. */
final class HeaderJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private HeaderJson() {}

    static String write(Map<String, byte[]> headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach((name, value) -> texts.put(name, Base64.getEncoder().encodeToString(value)));
        return JSON.writeValueAsString(texts);
    }

    static Map<String, byte[]> read(String json) {
        Map<String, byte[]> headers = new HashMap<>();
        JSON.readValue(json, TEXTS)
                .forEach((name, value) -> headers.put(name, Base64.getDecoder().decode(value)));
        return headers;
    }
}
