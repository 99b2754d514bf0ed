package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.platform.outbox.OutboxHeaders;
import io.inferloop.tabular.platform.security.CommandSignature;
import io.inferloop.tabular.schemas.topic.Topics;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/**
 * Signs commands when they leave the outbox, not when they enter it: a signature is judged by the time at which its record is appended,
 * and a rotated key signs what was waiting.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SigningConfiguration.SigningProperties.class, SubmissionProperties.class})
class SigningConfiguration {

    /** @param privateKeyFile an EC P-256 key as JSON Web Key, private part included */
    @Validated
    @ConfigurationProperties("tabular.signing")
    record SigningProperties(@NotNull Path privateKeyFile) {}

    @Bean
    CommandSignature commandSignature(SigningProperties signing) throws IOException {
        return CommandSignature.fromFile(signing.privateKeyFile());
    }

    @Bean
    OutboxHeaders signedCommands(CommandSignature signature, AvroCodec codec) {
        return (record, now) -> {
            byte[] value = record.value();
            if (value == null || !record.topic().equals(Topics.JOB_COMMANDS.name())) {
                return Map.of();
            }
            UUID organization =
                    UUID.fromString(record.key().substring(0, record.key().indexOf('|')));
            String jws = signature.sign(organization, commandId(codec, value), value);
            return Map.of(CommandSignature.HEADER, jws.getBytes(StandardCharsets.US_ASCII));
        };
    }

    private static UUID commandId(AvroCodec codec, byte[] value) {
        try {
            return codec.decode(Topics.JOB_COMMANDS, value).getCommandId();
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException("A command of our own outbox cannot be read", e);
        }
    }
}
