package io.inferloop.tabular.platform.storage;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The S3 compatible store.
 *
 * @param endpoint null: Amazon's own for the region
 * @param publicEndpoint where clients reach the store by the URLs that are signed for them; null: at {@code endpoint}
 * @param accessKey null with the secret key: the SDK's default credentials, such as the instance's role
 * @param pathStyle whether the bucket is in the path rather than in the host name; true by default
 */
@Validated
@ConfigurationProperties("tabular.storage")
public record StorageProperties(
        @Nullable URI endpoint,
        @Nullable URI publicEndpoint,
        @NotBlank @DefaultValue("us-east-1") String region,
        @NotNull @NotBlank String bucket,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @DefaultValue("true") boolean pathStyle) {

    @Override
    public String toString() {
        return "StorageProperties[endpoint=%s, region=%s, bucket=%s, pathStyle=%s]"
                .formatted(endpoint, region, bucket, pathStyle);
    }
}
