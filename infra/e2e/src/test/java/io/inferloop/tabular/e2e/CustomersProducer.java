package io.inferloop.tabular.e2e;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A data platform that puts its commands on the topic itself, with nothing of ours but the contract: Avro in the Confluent
 * wire format, a JWS over organization, command and digest in the header {@code tabular-signature}.
 */
final class CustomersProducer implements AutoCloseable {

    private final ECKey key;
    private final AvroKafkaSerializer<JobCommand> serializer = new AvroKafkaSerializer<>();
    private final KafkaProducer<String, byte[]> producer;

    CustomersProducer(String bootstrapServers, String registryUrl) throws JOSEException {
        this.key = new ECKeyGenerator(Curve.P_256).generate();
        serializer.configure(
                Map.of("apicurio.registry.url", registryUrl, "apicurio.registry.dereference-schema", true), false);
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** For {@code POST /v1/producer-keys}. */
    Map<String, Object> publicJwk() {
        return key.toPublicJWK().toJSONObject();
    }

    void send(UUID organization, JobCommand command)
            throws JOSEException, ExecutionException, InterruptedException, NoSuchAlgorithmException {
        byte[] value = encode(command);
        put(organization + "|" + command.getJobId(), value, sign(organization, command.getCommandId(), value));
    }

    /** The command in the Confluent wire format. */
    byte[] encode(JobCommand command) {
        return serializer.serialize(Topics.JOB_COMMANDS.name(), command);
    }

    /** Any bytes at all, signed with anything or nothing. */
    void put(String recordKey, byte[] value, @Nullable String signature)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.JOB_COMMANDS.name(), recordKey, value);
        if (signature != null) {
            record.headers().add("tabular-signature", signature.getBytes(StandardCharsets.US_ASCII));
        }
        producer.send(record).get();
    }

    String sign(UUID organization, UUID command, byte[] value) throws JOSEException, NoSuchAlgorithmException {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        JWSObject jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.computeThumbprint().toString())
                        .build(),
                new Payload(Map.of("org", organization.toString(), "cmd", command.toString(), "sha256", digest)));
        jws.sign(new ECDSASigner(key));
        return jws.serialize();
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
