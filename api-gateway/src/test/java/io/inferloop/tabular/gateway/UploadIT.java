package io.inferloop.tabular.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.s3.S3Client;

class UploadIT extends GatewayOnRealServers {

    @Autowired
    S3Client s3;

    @Autowired
    Environment environment;

    @Test
    void aTableIsStoredCountedAndShown() {
        Answer made = door().upload("adults", FrontDoor.ADULTS.getBytes(UTF_8)).expect(201);
        assertThat(made.json().at("/rows").intValue()).isEqualTo(3);
        assertThat(made.text("/columns/2/name")).isEqualTo("income");
        assertThat(made.json().at("/size_bytes").intValue()).isEqualTo(FrontDoor.ADULTS.length());
        assertThat(door().get(made.header("Location")).expect(200).json()).isEqualTo(made.json());
    }

    @Test
    void aCompressedTableKeepsItsBytesAndIsCheckedAgainstItsDigest() throws Exception {
        byte[] gzip = gzip(FrontDoor.ADULTS);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(gzip);
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
        Answer made = door().upload("adults", gzip, "Content-Encoding", "gzip", "Content-Digest", digest)
                .expect(201);
        assertThat(made.text("/sha256")).isEqualTo(HexFormat.of().formatHex(sha256));
        assertThat(made.json().at("/rows").intValue()).isEqualTo(3);

        Answer other = door().upload("adults", gzip(FrontDoor.ADULTS + "1,2,3\n"), "Content-Digest", digest)
                .expect(400);
        assertThat(other.text("/code")).isEqualTo("content_digest_mismatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | empty",
                "age,job               | no rows",
                "age,job%1,2%3         | Line 3",
                "age,age%1,2           | age",
                "age,%1,2              | column 2",
                "age,job%1,\"open      | quote",
            })
    void aTableThatCannotBeReadIsRefusedAndLeavesNothingBehind(String lines, String reason) {
        long before = objects();
        Answer refused =
                door().upload("bad", lines.replace('%', '\n').getBytes(UTF_8)).expect(422);
        assertThat(refused.text("/code")).isEqualTo("unreadable_table");
        assertThat(refused.text("/detail")).containsIgnoringCase(reason);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void bytesThatAreNoTextAndArchivesThatAreDamagedAreRefused() throws Exception {
        byte[] damaged = gzip(FrontDoor.ADULTS);
        damaged[damaged.length / 2] ^= 0x55;
        for (byte[] body : new byte[][] {{'a', ',', 'b', '\n', (byte) 0xff, ',', '1', '\n'}, damaged}) {
            assertThat(door().upload("bad", body).expect(422).text("/code")).isEqualTo("unreadable_table");
        }
    }

    @Test
    void aRepeatedUploadWithOneKeyIsOneDataset() {
        byte[] body = FrontDoor.ADULTS.getBytes(UTF_8);
        Answer first =
                door().upload("adults", body, "Idempotency-Key", "upload-1").expect(201);
        long objects = objects();
        Answer again =
                door().upload("adults", body, "Idempotency-Key", "upload-1").expect(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(objects()).isEqualTo(objects);
        door().upload("adults", "a\n1\n".getBytes(UTF_8), "Idempotency-Key", "upload-1")
                .expect(422);
    }

    @Test
    void aPlanLimitsColumns() throws Exception {
        String header = "c0"
                + java.util.stream.IntStream.range(1, 101)
                        .mapToObj(i -> ",c" + i)
                        .reduce("", String::concat);
        Answer refused = newOrganization("starter")
                .upload("wide", (header + "\n").getBytes(UTF_8))
                .expect(422);
        assertThat(refused.text("/detail")).contains("100");
    }

    private long objects() {
        return s3.listObjectsV2(request -> request.bucket(environment.getRequiredProperty("tabular.storage.bucket")))
                .contents()
                .size();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
