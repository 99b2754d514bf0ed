package io.inferloop.tabular.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

/** The Avro binary of one record, byte by byte: what any other language has to write and read after magic byte and schema id. */
class RecordBytesTest {

    @Test
    void anOrganizationIsTheseBytes() throws IOException {
        Organization organization = Organization.newBuilder()
                .setOrganizationId(new UUID(0, 1))
                .setName("é")
                .setPlan("pro")
                .setPlanRevision(2)
                .setPlanSince(Instant.ofEpochMilli(64))
                .build();

        String uuid = "48"
                + HexFormat.of().formatHex("00000000-0000-0000-0000-000000000001".getBytes(StandardCharsets.US_ASCII));
        String name = "04" + "c3a9";
        String plan = "06" + "70726f";
        String revision = "04";
        String since = "8001";
        String timeZone = "06" + "555443";
        String currency = "06" + "555344";
        assertThat(HexFormat.of().formatHex(avro(organization)))
                .isEqualTo(uuid + name + plan + revision + since + timeZone + currency);
    }

    private static byte[] avro(Organization value) throws IOException {
        assertThat(Topics.ORGANIZATIONS.subject()).isEqualTo("tabular.accounts.organizations.v1-value");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(Organization.class).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
