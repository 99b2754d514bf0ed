package io.inferloop.tabular.gateway;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.core.table.io.TableLimits;
import io.inferloop.tabular.core.table.io.TableWriter;
import io.inferloop.tabular.gateway.FrontDoor.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void aTableMayComeInEveryFormatAndItsRowsMayGoOutSo(TableFormat format) throws Exception {
        TypedTable adults = new CsvTableReader(TableLimits.defaults())
                .read(new ByteArrayInputStream(FrontDoor.ADULTS.getBytes(UTF_8)))
                .typed(Map.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableWriter writer = format.writer(adults.schema(), bytes)) {
            writer.write(adults.table());
        }
        for (String contentType : new String[] {format.mediaType(), "application/octet-stream"}) {
            Answer made = uploadAs(contentType, bytes.toByteArray()).expect(201);
            assertThat(made.text("/format")).isEqualTo(format.text());
            assertThat(made.json().at("/rows").intValue()).isEqualTo(3);
            assertThat(made.text("/columns/2/name")).isEqualTo("income");
            String job = FrontDoor.job(made.text("/id")).replace("}", ",\"format\":\"%s\"}".formatted(format.text()));
            assertThat(door().post("/v1/jobs", job).expect(202).text("/spec/format"))
                    .isEqualTo(format.text());
        }
    }

    @Test
    void aFormatThatIsNoneIsNamed() {
        String job = FrontDoor.job(door().dataset()).replace("}", ",\"format\":\"xlsx\"}");
        Answer refused = door().post("/v1/jobs", job).expect(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/format");
        assertThat(refused.text("/errors/0/detail")).contains("csv, parquet, ndjson");
    }

    @Test
    void filesThatAreNotWhatTheyAreSaidToBeAreRefusedAndLeaveNothingBehind() throws Exception {
        long before = objects();
        byte[] csv = FrontDoor.ADULTS.getBytes(UTF_8);
        assertThat(uploadAs("application/vnd.apache.parquet", csv).expect(422).text("/detail"))
                .contains("does not begin with PAR1");
        assertThat(uploadAs("application/octet-stream", "PAR1 and no footer".getBytes(UTF_8))
                        .expect(422)
                        .text("/detail"))
                .contains("cut off");
        assertThat(uploadAs("application/x-ndjson", csv).expect(422).text("/detail"))
                .contains("Line 1", "one object per line");
        assertThat(uploadAs("application/x-ndjson", "{\"a\":1}\n{\"a\":{\"b\":1}}\n".getBytes(UTF_8))
                        .expect(422)
                        .text("/detail"))
                .contains("Line 2, key 'a'");
        assertThat(uploadAs("text/csv", FrontDoor.ADULTS.getBytes(UTF_16))
                        .expect(422)
                        .text("/detail"))
                .contains("UTF-16", "UTF-8");
        assertThat(uploadAs("application/vnd.apache.parquet", gzip("PAR1"))
                        .expect(415)
                        .text("/detail"))
                .contains("without gzip");
        assertThat(objects()).isEqualTo(before);
    }

    private Answer uploadAs(String contentType, byte[] body) {
        return door().send(
                        "POST",
                        "/v1/datasets?name=adults",
                        BodyPublishers.ofByteArray(body),
                        "Content-Type",
                        contentType);
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
