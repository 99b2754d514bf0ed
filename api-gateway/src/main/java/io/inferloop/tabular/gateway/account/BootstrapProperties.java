package io.inferloop.tabular.gateway.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The first organization, made at start when {@code tabular.bootstrap.organization-id} is set.
 *
 * @param plan of the plan catalogue; a change here is a new plan revision at the next start
 * @param apiKeyFile holds the secret of its API key, {@code tab_…}
 */
@Validated
@ConfigurationProperties("tabular.bootstrap")
public record BootstrapProperties(
        @NotNull UUID organizationId,
        @NotBlank String organizationName,
        @NotBlank String plan,
        @NotNull Path apiKeyFile,
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("USD") Currency currency) {}
