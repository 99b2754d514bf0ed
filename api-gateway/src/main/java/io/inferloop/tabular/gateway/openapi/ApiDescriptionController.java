package io.inferloop.tabular.gateway.openapi;

import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the description to everybody; the page for people ({@code /docs}) reads it too. It is put together at the first request, so that starting costs nothing. */
@RestController
class ApiDescriptionController {

    private final Supplier<ApiDescription> description = SingletonSupplier.of(ApiDescription::load);

    @GetMapping(path = "/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json() {
        return answer(description.get().json(), MediaType.APPLICATION_JSON);
    }

    @GetMapping(path = "/v1/openapi.yaml", produces = MediaType.APPLICATION_YAML_VALUE)
    ResponseEntity<byte[]> yaml() {
        return answer(description.get().yaml(), MediaType.APPLICATION_YAML);
    }

    private static ResponseEntity<byte[]> answer(byte[] document, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .eTag("\"" + DigestUtils.md5DigestAsHex(document) + "\"")
                .body(document);
    }
}
