package io.inferloop.tabular.gateway.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organization's month as REST shows it and as it is stored. Amounts are decimal text with the currency's digits; what is not rounded
 * has all its digits.
 *
 * @param status draft, grace, final, paid, void or uncollectible
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record InvoiceDocument(
        String period,
        String status,
        String plan,
        String currency,
        String priceBookVersion,
        List<Line> lines,
        String total,
        Instant updatedAt) {

    /**
     * @param kind base_fee or usage
     * @param description a sentence that a person can follow
     * @param grossAmount before the discount, not rounded
     * @param amount net, rounded
     */
    record Line(
            String kind,
            @Nullable String meter,
            String description,
            String quantity,
            String includedQuantity,
            String billableQuantity,
            List<Tier> tiers,
            String grossAmount,
            String discountPercent,
            String amount) {}

    /** @param unitPrice per {@code unitSize} of the meter */
    record Tier(String description, String quantity, String unitPrice, String unitSize, String amount) {}
}
