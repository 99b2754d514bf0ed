package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns one price book document into a {@link PriceBook}; collects every mistake before it gives up. */
final class PriceBookReader {

    private final String document;
    private final List<String> mistakes = new ArrayList<>();

    private PriceBookReader(String document) {
        this.document = document;
    }

    /** @throws InvalidPriceBookException naming every mistake */
    static PriceBook read(String document, Map<String, Object> content) {
        return new PriceBookReader(document).book(new DocumentNode(document, content));
    }

    private PriceBook book(DocumentNode root) {
        root.allow(Set.of("version", "effective_from", "currency", "meters", "plans"), mistakes);
        String version = root.text("version", mistakes);
        Optional<LocalDate> effectiveFrom = date(root);
        Optional<Currency> currency = currency(root);
        Map<String, Meter> meters = new LinkedHashMap<>();
        root.children("meters", mistakes).forEach(node -> meter(node).ifPresent(m -> meters.put(m.id(), m)));
        Map<String, PlanTerms> plans = new LinkedHashMap<>();
        root.children("plans", mistakes).forEach(node -> plan(node).ifPresent(p -> plans.put(p.plan(), p)));
        if (mistakes.isEmpty()) {
            try {
                return new PriceBook(version, effectiveFrom.orElseThrow(), currency.orElseThrow(), meters, plans);
            } catch (IllegalArgumentException e) {
                mistakes.add(String.valueOf(e.getMessage()));
            }
        }
        throw new InvalidPriceBookException(document, mistakes);
    }

    private Optional<Meter> meter(DocumentNode node) {
        node.allow(Set.of("unit", "unit_size", "mode", "tiers"), mistakes);
        String unit = node.text("unit", mistakes);
        Optional<BigDecimal> unitSize = node.number("unit_size", mistakes);
        Optional<TierMode> mode = mode(node);
        List<Tier> tiers = new ArrayList<>();
        int before = mistakes.size();
        for (DocumentNode tier : node.items("tiers", mistakes)) {
            tier(tier).ifPresent(tiers::add);
        }
        if (unitSize.isEmpty() || mode.isEmpty() || mistakes.size() > before) {
            return Optional.empty();
        }
        return checked(node, () -> new Meter(node.name(), unit, unitSize.get(), mode.get(), tiers));
    }

    private Optional<Tier> tier(DocumentNode node) {
        node.allow(Set.of("up_to", "price"), mistakes);
        BigDecimal upTo = node.has("up_to") ? node.number("up_to", mistakes).orElse(null) : null;
        return node.number("price", mistakes).flatMap(price -> checked(node, () -> new Tier(upTo, price)));
    }

    private Optional<PlanTerms> plan(DocumentNode node) {
        node.allow(Set.of("base_fee", "discount_percent", "included"), mistakes);
        Optional<BigDecimal> baseFee = node.number("base_fee", mistakes);
        Optional<BigDecimal> discount = node.number("discount_percent", mistakes);
        Map<String, BigDecimal> included =
                node.has("included") ? node.child("included", mistakes).numbers(mistakes) : Map.of();
        if (baseFee.isEmpty() || discount.isEmpty()) {
            return Optional.empty();
        }
        return checked(node, () -> new PlanTerms(node.name(), baseFee.get(), discount.get(), included));
    }

    private Optional<TierMode> mode(DocumentNode node) {
        String text = node.text("mode", mistakes);
        for (TierMode mode : TierMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(mode);
            }
        }
        mistakes.add("%s.mode: unknown mode '%s', known are graduated and package".formatted(node.path(), text));
        return Optional.empty();
    }

    private Optional<LocalDate> date(DocumentNode node) {
        String text = node.text("effective_from", mistakes);
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            mistakes.add("%s.effective_from: '%s' is not a date such as 2026-11-01".formatted(node.path(), text));
            return Optional.empty();
        }
    }

    private Optional<Currency> currency(DocumentNode node) {
        String text = node.text("currency", mistakes);
        try {
            return Optional.of(Currency.getInstance(text));
        } catch (IllegalArgumentException e) {
            mistakes.add("%s.currency: '%s' is not an ISO 4217 code such as USD".formatted(node.path(), text));
            return Optional.empty();
        }
    }

    private <T> Optional<T> checked(DocumentNode node, java.util.function.Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException e) {
            mistakes.add("%s: %s".formatted(node.path(), e.getMessage()));
            return Optional.empty();
        }
    }
}
