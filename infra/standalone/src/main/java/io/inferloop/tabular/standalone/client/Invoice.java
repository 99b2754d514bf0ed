package io.inferloop.tabular.standalone.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An invoice as the gateway shows it. Amounts are in {@code currency}. */
public record Invoice(String period, String status, String plan, String currency, List<Line> lines, BigDecimal total) {

    /**
     * One line of the invoice.
     *
     * @param meter empty for the base fee
     * @param tiers how the billable quantity was priced, before the discount
     * @param amount net, rounded
     */
    public record Line(
            String description,
            String meter,
            BigDecimal quantity,
            BigDecimal included,
            List<Tier> tiers,
            BigDecimal discountPercent,
            BigDecimal amount) {}

    public record Tier(String description, BigDecimal quantity, BigDecimal amount) {}

    /** The quantity charged or included under a meter, 0 if there is no such line. */
    public BigDecimal quantity(String meter) {
        return lines.stream()
                .filter(line -> line.meter().equals(meter))
                .map(Line::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static Invoice of(JsonNode body) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : body.path("lines")) {
            List<Tier> tiers = new ArrayList<>();
            for (JsonNode tier : line.path("tiers")) {
                tiers.add(new Tier(text(tier, "description"), number(tier, "quantity"), number(tier, "amount")));
            }
            lines.add(new Line(
                    text(line, "description"),
                    text(line, "meter"),
                    number(line, "quantity"),
                    number(line, "included_quantity"),
                    tiers,
                    number(line, "discount_percent"),
                    number(line, "amount")));
        }
        return new Invoice(
                text(body, "period"),
                text(body, "status"),
                text(body, "plan"),
                text(body, "currency"),
                lines,
                number(body, "total"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    /** Money may come as a number or, to keep its decimals, as text. */
    private static BigDecimal number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isString() ? new BigDecimal(value.stringValue()) : BigDecimal.ZERO;
    }
}
