package io.inferloop.tabular.gateway.dataset;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Uploads that go straight to the object store.
 *
 * @param validFor how long an upload may take; at most seven days, because signatures hold no longer
 * @param part the usual size of a part; larger tables get larger parts. At least 5 MB, S3's own limit
 */
@ConfigurationProperties("tabular.uploads")
record DirectUploadProperties(
        @DefaultValue("6h") Duration validFor,
        @DefaultValue("16MB") DataSize part) {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final DataSize SMALLEST_PART = DataSize.ofMegabytes(5);

    DirectUploadProperties {
        if (!validFor.isPositive() || validFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "tabular.uploads.valid-for must be positive and at most %s, got %s".formatted(LONGEST, validFor));
        }
        if (part.compareTo(SMALLEST_PART) < 0) {
            throw new IllegalArgumentException(
                    "tabular.uploads.part must be at least %s, got %s".formatted(SMALLEST_PART, part));
        }
    }
}
