package io.inferloop.tabular.benchmarks.gateway;

import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.client.UploadedTable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of {@code POST /v1/jobs} requests, alike but for their idempotency keys. */
public final class JobRequests {

    private static final int TABLE_ROWS = 100;

    private final byte[] beforeKey;
    private final byte[] afterKey;

    private JobRequests(String beforeKey, String afterKey) {
        this.beforeKey = beforeKey.getBytes(StandardCharsets.ISO_8859_1);
        this.afterKey = afterKey.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Uploads a small table for jobs to work on. */
    public static UUID uploadTable(BenchmarkStack stack) throws IOException, InterruptedException {
        Path csv = Files.createTempFile("benchmark-", ".csv");
        try (TabularClient client = new TabularClient(stack.url(), stack.apiKey(), JsonMapper.shared())) {
            StringBuilder table = new StringBuilder("number,letter\n");
            IntStream.range(0, TABLE_ROWS)
                    .forEach(row -> table.append(row)
                            .append(',')
                            .append((char) ('a' + row % 7))
                            .append('\n'));
            Files.writeString(csv, table);
            UploadedTable uploaded = client.upload(csv, "benchmark");
            return uploaded.id();
        } finally {
            Files.delete(csv);
        }
    }

    /** Requests for generations on a dataset, by the key of the stack's organization. */
    public static JobRequests of(BenchmarkStack stack, UUID dataset) throws IOException {
        URI url = stack.url();
        String body = """
                {"type":"generation","dataset_id":"%s","algorithm":"gaussian_copula","rows":1000,"seed":7}""".formatted(dataset);
        return new JobRequests(
                """
                POST /v1/jobs HTTP/1.1
                Host: %s:%d
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d
                Idempotency-Key: \"""".formatted(url.getHost(), url.getPort(), stack.apiKey(), body.length())
                        .replace("\n", "\r\n"),
                "\"\r\n\r\n" + body);
    }

    byte[] withKey(String key) {
        byte[] keyBytes = key.getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[beforeKey.length + keyBytes.length + afterKey.length];
        System.arraycopy(beforeKey, 0, request, 0, beforeKey.length);
        System.arraycopy(keyBytes, 0, request, beforeKey.length, keyBytes.length);
        System.arraycopy(afterKey, 0, request, beforeKey.length + keyBytes.length, afterKey.length);
        return request;
    }
}
