package io.inferloop.tabular.validationworker.report;

import io.inferloop.tabular.core.model.Provenance;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was compared, for the report's last section.
 *
 * @param job the job that asked for it
 * @param model where the synthetic rows come from; null where they were uploaded
 * @param at when the validation was dispatched
 */
public record Comparison(
        UUID job,
        String realSha256,
        String syntheticSha256,
        @Nullable Provenance model,
        Instant at) {}
