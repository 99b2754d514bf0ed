package io.inferloop.tabular.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** The client here is a plain HTTP client without credentials of the object store, as a customer's is. */
class DirectUploadIT extends GatewayOnRealServers {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    ObjectStore store;

    @Autowired
    S3Client s3;

    @Autowired
    Environment environment;

    @Test
    void aTableInPartsGoesStraightToTheStoreAndBecomesADatasetOnce() throws Exception {
        byte[] table = table(6_000_000);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table));
        Answer begun = door().post(
                        "/v1/datasets/uploads",
                        "{\"name\":\"large\",\"format\":\"csv\",\"size_bytes\":%d,\"sha256\":\"%s\"}"
                                .formatted(table.length, sha256))
                .expect(201);
        assertThat(begun.json().at("/parts").size()).isEqualTo(2);
        String parts = send(begun, table);
        door().post(begun.text("/links/complete"), "{\"parts\":[]}").expect(422);

        Answer made = door().post(begun.text("/links/complete"), parts).expect(201);

        assertThat(made.text("/id")).isEqualTo(begun.text("/id"));
        assertThat(made.text("/sha256")).isEqualTo(sha256);
        assertThat(made.json().at("/rows").intValue())
                .isEqualTo(new String(table, UTF_8).lines().count() - 1);
        Answer again = door().post(begun.text("/links/complete"), parts).expect(201);
        assertThat(again.json()).isEqualTo(made.json());
        assertThat(door().get(made.header("Location")).expect(200).json()).isEqualTo(made.json());
        door().delete(begun.text("/links/self")).expect(404);
        door().delete(made.header("Location")).expect(204);
        awaitNoObject(begun);
    }

    @Test
    void aUrlIsGoodForItsPartAloneAndOnlyAsItWasSigned() throws Exception {
        byte[] table = FrontDoor.ADULTS.getBytes(UTF_8);
        Answer begun = begin(table.length).expect(201);
        String url = begun.text("/parts/0/url");
        assertThat(isOpen(begun)).isTrue();

        assertThat(put(url.replaceAll("X-Amz-Signature=[0-9a-f]{8}", "X-Amz-Signature=00000000"), table)
                        .statusCode())
                .isEqualTo(403);
        assertThat(put(url.replace("partNumber=1", "partNumber=2"), table).statusCode())
                .isEqualTo(403);
        assertThat(put(url.replaceAll("X-Amz-Expires=[0-9]+", "X-Amz-Expires=604800"), table)
                        .statusCode())
                .isEqualTo(403);

        door().delete(begun.text("/links/self")).expect(204);
        door().delete(begun.text("/links/self")).expect(404);
        Awaitility.await().until(() -> !isOpen(begun));
    }

    @Test
    void whatIsNoTableOrNotThePromisedOneIsRefusedAndItsObjectRemoved() throws Exception {
        byte[] ragged = "a,b\n1,2\n3\n".getBytes(UTF_8);
        Answer begun = begin(ragged.length).expect(201);
        Answer refused =
                door().post(begun.text("/links/complete"), send(begun, ragged)).expect(422);
        assertThat(refused.text("/code")).isEqualTo("unreadable_table");
        assertThat(refused.text("/detail")).contains("Line 3");
        door().get(begun.text("/links/self")).expect(404);
        awaitNoObject(begun);

        byte[] table = FrontDoor.ADULTS.getBytes(UTF_8);
        Answer promised = door().post(
                        "/v1/datasets/uploads",
                        "{\"size_bytes\":%d,\"sha256\":\"%s\"}".formatted(table.length, "0".repeat(64)))
                .expect(201);
        assertThat(door().post(promised.text("/links/complete"), send(promised, table))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("content_digest_mismatch");
        awaitNoObject(promised);
    }

    @Test
    void partsThatWereNotSentCanStillBeSent() throws Exception {
        byte[] table = FrontDoor.ADULTS.getBytes(UTF_8);
        Answer begun = begin(table.length).expect(201);
        String complete = begun.text("/links/complete");
        String never = "{\"parts\":[{\"number\":1,\"etag\":\"\\\"%s\\\"\"}]}".formatted("0".repeat(32));
        assertThat(door().post(complete, never).expect(422).text("/code")).isEqualTo("invalid_parts");

        door().post(complete, send(door().get(begun.text("/links/self")).expect(200), table))
                .expect(201);
    }

    @Test
    void anUploadThatIsNeverCompletedExpires() throws Exception {
        Answer begun = begin(1_000).expect(201);
        UUID id = UUID.fromString(begun.text("/id"));
        jdbc.sql("UPDATE dataset_upload SET expires_at = now() - interval '1 minute' WHERE id = ?")
                .param(id)
                .update();
        byte[] table = "a\n1\n".getBytes(UTF_8);
        assertThat(door().post(begun.text("/links/complete"), "{\"parts\":[{\"number\":1,\"etag\":\"x\"}]}")
                        .expect(410)
                        .text("/code"))
                .isEqualTo("upload_expired");
        jdbc.sql("UPDATE dataset_upload SET expires_at = now() - interval '2 hours' WHERE id = ?")
                .param(id)
                .update();

        Awaitility.await().until(() -> door().get(begun.text("/links/self")).status() == 404 && !isOpen(begun));
        assertThat(put(begun.text("/parts/0/url"), table).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void everyMistakeOfAnUploadIsSaidAtOnceAndItsSizeIsHeldToThePlan() throws Exception {
        Answer refused = door().post(
                        "/v1/datasets/uploads",
                        "{\"size_bytes\":0,\"format\":\"xls\",\"sha256\":\"abc\",\"name\":\" \",\"colour\":1}")
                .expect(422);
        assertThat(refused.json()
                        .at("/errors")
                        .valueStream()
                        .map(it -> it.at("/pointer").asString()))
                .containsExactlyInAnyOrder("/size_bytes", "/format", "/sha256", "/name", "/colour");
        FrontDoor starter = newOrganization("starter");
        assertThat(starter.post("/v1/datasets/uploads", "{\"size_bytes\":100000001}")
                        .expect(413)
                        .text("/code"))
                .isEqualTo("upload_too_large");
    }

    private Answer begin(long sizeBytes) {
        return door().post("/v1/datasets/uploads", "{\"name\":\"direct\",\"size_bytes\":%d}".formatted(sizeBytes));
    }

    /** Sends every part and gives the body of the completion. */
    private static String send(Answer begun, byte[] table) throws Exception {
        StringBuilder parts = new StringBuilder();
        int from = 0;
        for (JsonNode part : begun.json().at("/parts")) {
            int size = part.at("/size_bytes").intValue();
            HttpResponse<String> sent = put(part.at("/url").asString(), Arrays.copyOfRange(table, from, from + size));
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
            parts.append(parts.isEmpty() ? "" : ",")
                    .append("{\"number\":%d,\"etag\":%s}"
                            .formatted(
                                    part.at("/number").intValue(),
                                    quoted(sent.headers().firstValue("ETag").orElseThrow())));
            from += size;
        }
        return "{\"parts\":[%s]}".formatted(parts);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    private static HttpResponse<String> put(String url, byte[] body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .PUT(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private void awaitNoObject(Answer begun) {
        String prefix = "organizations/%s/datasets/%s/".formatted(Stack.ORGANIZATION, begun.text("/id"));
        Awaitility.await().until(() -> store.keys(prefix).isEmpty());
    }

    private boolean isOpen(Answer begun) {
        return s3
                .listMultipartUploads(
                        request -> request.bucket(environment.getRequiredProperty("tabular.storage.bucket")))
                .uploads()
                .stream()
                .anyMatch(upload -> upload.key().contains(begun.text("/id")));
    }

    private static byte[] table(int bytes) {
        return IntStream.iterate(0, row -> row * 10 < bytes, row -> row + 1)
                .mapToObj("%09d\n"::formatted)
                .collect(Collectors.joining("", "n\n", ""))
                .getBytes(UTF_8);
    }
}
