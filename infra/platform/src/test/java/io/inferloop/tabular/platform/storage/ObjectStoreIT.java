package io.inferloop.tabular.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestBucket;
import io.inferloop.tabular.testsupport.WithServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

@WithServers(ServerKind.S3)
class ObjectStoreIT {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final StorageAutoConfiguration configuration = new StorageAutoConfiguration();
    private final S3Client s3;
    private final ObjectStore store;
    private final String bucket;

    @TempDir
    private Path folder;

    ObjectStoreIT(TestBucket bucket) {
        this.bucket = bucket.name();
        this.s3 = configuration.s3Client(properties(bucket, bucket.server().endpoint()));
        this.store = store(bucket, bucket.server().endpoint(), s3);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void storesAStreamOfUnknownLengthInPartsAndGivesItBack() throws IOException {
        byte[] content = content(2 * MultipartWriter.PART_BYTES + 12_345);

        StoredObject stored = store.upload("large", new ByteArrayInputStream(content), "text/csv", NO_LIMIT);

        assertThat(stored).isEqualTo(new StoredObject("large", content.length, sha256(content)));
        try (InputStream body = store.open("large")) {
            assertThat(sha256(body.readAllBytes())).isEqualTo(stored.sha256());
        }
        assertThat(store.head("large")).hasValueSatisfying(info -> {
            assertThat(info.sizeBytes()).isEqualTo(content.length);
            assertThat(info.contentType()).isEqualTo("text/csv");
        });
    }

    @Test
    void storesSmallAndEmptyObjects() throws IOException {
        byte[] content = content(1_000);

        assertThat(store.upload("small", new ByteArrayInputStream(content), "text/csv", 1_000)
                        .sizeBytes())
                .isEqualTo(1_000);
        assertThat(store.upload("empty", InputStream.nullInputStream(), "text/csv", 0)
                        .sizeBytes())
                .isZero();
        try (InputStream range = store.open("small", 10, 19)) {
            assertThat(range.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 10, 20));
        }
    }

    @Test
    void storesNothingOfWhatIsTooLarge() {
        byte[] content = content(MultipartWriter.PART_BYTES + 100);

        assertThatThrownBy(() -> store.upload(
                        "refused", new ByteArrayInputStream(content), "text/csv", MultipartWriter.PART_BYTES + 50))
                .isInstanceOf(TooLargeException.class);

        assertThat(store.head("refused")).isEmpty();
        assertThat(s3.listMultipartUploads(request -> request.bucket(bucket)).uploads())
                .isEmpty();
    }

    @Test
    void findsTheUploadsThatNobodyEnded() {
        ObjectWriter abandoned = store.write("abandoned", "text/csv");
        assertThatCode(() -> abandoned.write(content(MultipartWriter.PART_BYTES)))
                .doesNotThrowAnyException();

        assertThat(store.openUploads(Instant.now().minus(Duration.ofHours(1)))).isEmpty();
        assertThat(store.openUploads(Instant.now().plus(Duration.ofMinutes(1))))
                .singleElement()
                .satisfies(upload -> {
                    assertThat(upload.key()).isEqualTo("abandoned");
                    store.abortParts(upload.key(), upload.uploadId());
                });
        assertThat(store.openUploads(Instant.now().plus(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void showsAWrittenObjectOnlyWhenItIsComplete() throws IOException {
        byte[] content = content(MultipartWriter.PART_BYTES + 7);
        try (ObjectWriter discarded = store.write("discarded", "text/csv")) {
            discarded.write(content);
        }
        assertThat(store.head("discarded")).isEmpty();
        try (ObjectWriter kept = store.write("kept", "text/csv")) {
            kept.write(content);
            assertThat(kept.complete().sha256()).isEqualTo(sha256(content));
        }
        assertThat(store.head("kept")).isPresent();
    }

    @Test
    void copiesToAFileAndChecksTheDigest() throws IOException {
        Path source = Files.write(folder.resolve("source"), content(5_000));
        StoredObject stored = store.put("file", source, "text/csv");
        Path target = folder.resolve("target");

        store.copyToFile("file", target, stored.sha256());

        assertThat(target).hasSameBinaryContentAs(source);
        assertThatThrownBy(() -> store.copyToFile("file", target, "0".repeat(64)))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("SHA-256");
        assertThat(target).doesNotExist();
    }

    @Test
    void deletesAndSaysWhatIsNotThere() throws IOException {
        store.upload("gone", InputStream.nullInputStream(), "text/csv", NO_LIMIT);
        store.delete("gone");
        store.delete("gone");

        assertThatThrownBy(() -> store.open("gone"))
                .isInstanceOf(ObjectNotFoundException.class)
                .hasMessageContaining("'gone'");
    }

    @Test
    void aStoreThatIsAwayIsRetryable(TestBucket bucket) {
        URI nowhere = URI.create("http://127.0.0.1:1");
        try (ObjectStore away = store(bucket, nowhere, configuration.s3Client(properties(bucket, nowhere)))) {
            assertThatThrownBy(() -> away.head("key")).isInstanceOf(RetryableException.class);
        }
    }

    @Test
    void aSignedUrlGivesTheObjectToWhoeverHasItAndOnlyWhileItIsValid() throws Exception {
        byte[] content = content(1_000);
        store.upload("signed", new ByteArrayInputStream(content), "text/csv", NO_LIMIT);
        URI url = store.presignGet("signed", Duration.ofMinutes(1), "attachment; filename=\"rows.csv\"", "text/csv");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> part = http.send(
                    HttpRequest.newBuilder(url).header("Range", "bytes=10-19").build(), BodyHandlers.ofByteArray());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 10, 20));
            assertThat(part.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"rows.csv\"");
            URI forged = URI.create(url.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=6000"));
            assertThat(http.send(HttpRequest.newBuilder(forged).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private ObjectStore store(TestBucket bucket, URI endpoint, S3Client client) {
        return new ObjectStore(client, configuration.s3Presigner(properties(bucket, endpoint)), bucket.name());
    }

    private static StorageProperties properties(TestBucket bucket, URI endpoint) {
        return new StorageProperties(
                endpoint,
                null,
                bucket.server().region(),
                bucket.name(),
                bucket.server().accessKey(),
                bucket.server().secretKey(),
                true);
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }
}
