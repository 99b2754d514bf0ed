package io.inferloop.tabular.platform.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The object store, for services that name a bucket. */
@AutoConfiguration
@ConditionalOnProperty("tabular.storage.bucket")
@EnableConfigurationProperties(StorageProperties.class)
public class StorageAutoConfiguration {

    private static final int ATTEMPTS = 4;
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);

    @Bean
    @ConditionalOnMissingBean
    S3Client s3Client(StorageProperties properties) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(properties.region()))
                .forcePathStyle(properties.pathStyle())
                // Stores that only resemble S3 do not know the newer trailing checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint());
        }
        credentials(properties).ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    S3Presigner s3Presigner(StorageProperties properties) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(properties.region()))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(properties.pathStyle())
                        .build());
        URI endpoint = properties.publicEndpoint() == null ? properties.endpoint() : properties.publicEndpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        credentials(properties).ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    private static Optional<StaticCredentialsProvider> credentials(StorageProperties properties) {
        return properties.accessKey() == null || properties.secretKey() == null
                ? Optional.empty()
                : Optional.of(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
    }

    @Bean
    @ConditionalOnMissingBean
    ObjectStore objectStore(S3Client s3, S3Presigner presigner, StorageProperties properties) {
        return new ObjectStore(s3, presigner, properties.bucket());
    }

    @Bean
    @ConditionalOnMissingBean
    PartUploads partUploads(S3Client s3, S3Presigner presigner, StorageProperties properties) {
        return new PartUploads(s3, presigner, properties.bucket());
    }
}
