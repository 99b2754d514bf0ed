package io.inferloop.tabular.billing.usage;

import io.inferloop.tabular.billing.period.BillingMonth;
import io.inferloop.tabular.billing.pricing.PriceBook;
import io.inferloop.tabular.billing.pricing.PriceBooks;
import io.inferloop.tabular.billing.usage.RejectedUsageException.Reason;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Decides whether an event can be billed: everything that pricing would stumble over is refused here. */
final class UsageJudge {

    private final PriceBooks books;
    private final UsageWindow window;

    UsageJudge(PriceBooks books, UsageWindow window) {
        this.books = books;
        this.window = window;
    }

    /**
     * @param key the record's key, which chose its partition and so its order and its store
     * @param appendedAt when the broker appended the record
     */
    UsageEvent judge(@Nullable String key, BillingEvent event, Instant appendedAt) throws RejectedUsageException {
        UsageRecorded usage = event.getUsage();
        if (usage == null) {
            throw new RejectedUsageException(Reason.NO_USAGE, "The event has no body that this version knows");
        }
        if (!event.getOrganizationId().toString().equals(key)) {
            throw new RejectedUsageException(
                    Reason.WRONG_KEY, "The key is %s, the organization %s".formatted(key, event.getOrganizationId()));
        }
        if (event.getId().isBlank()
                || event.getSource().isBlank()
                || event.getSource().contains("|")) {
            throw new RejectedUsageException(
                    Reason.BAD_IDENTITY,
                    "Source '%s' and id '%s' must not be blank, the source without |"
                            .formatted(event.getSource(), event.getId()));
        }
        if (usage.getQuantity().signum() <= 0) {
            throw new RejectedUsageException(
                    Reason.BAD_QUANTITY,
                    "The quantity of %s must be positive, got %s"
                            .formatted(usage.getMeter(), usage.getQuantity().toPlainString()));
        }
        checkTime(usage.getOccurredAt(), appendedAt);
        BillingMonth month = BillingMonth.of(event.getOrganizationId(), usage.getOccurredAt(), zone(usage));
        checkPrices(usage, month);
        return new UsageEvent(
                month,
                event.getSource(),
                event.getId(),
                usage.getMeter(),
                usage.getQuantity(),
                usage.getOccurredAt(),
                usage.getPlan(),
                usage.getPlanRevision());
    }

    private void checkTime(Instant occurredAt, Instant appendedAt) throws RejectedUsageException {
        if (occurredAt.isAfter(appendedAt.plus(window.ahead()))) {
            throw new RejectedUsageException(
                    Reason.FAR_FUTURE,
                    "It says %s but arrived at %s; at most %s ahead is taken"
                            .formatted(occurredAt, appendedAt, window.ahead()));
        }
        if (occurredAt.isBefore(appendedAt.minus(window.behind()))) {
            throw new RejectedUsageException(
                    Reason.TOO_OLD,
                    "It says %s but arrived at %s; at most %s behind is taken"
                            .formatted(occurredAt, appendedAt, window.behind()));
        }
    }

    private static ZoneId zone(UsageRecorded usage) throws RejectedUsageException {
        try {
            return ZoneId.of(usage.getTimeZone());
        } catch (DateTimeException e) {
            throw new RejectedUsageException(
                    Reason.BAD_TIME_ZONE, "'%s' is no time zone: %s".formatted(usage.getTimeZone(), e.getMessage()));
        }
    }

    private void checkPrices(UsageRecorded usage, BillingMonth month) throws RejectedUsageException {
        PriceBook book = books.of(month.month())
                .orElseThrow(() -> new RejectedUsageException(
                        Reason.NO_PRICE_BOOK, "No price book covers %s".formatted(month.month())));
        if (book.meter(usage.getMeter()).isEmpty()) {
            throw new RejectedUsageException(
                    Reason.UNKNOWN_METER,
                    "Price book %s has no meter '%s'".formatted(book.version(), usage.getMeter()));
        }
        if (book.plan(usage.getPlan()).isEmpty()) {
            throw new RejectedUsageException(
                    Reason.UNKNOWN_PLAN, "Price book %s has no plan '%s'".formatted(book.version(), usage.getPlan()));
        }
        if (!book.currency().getCurrencyCode().equals(usage.getCurrency())) {
            throw new RejectedUsageException(
                    Reason.OTHER_CURRENCY,
                    "Price book %s is in %s, the organization pays in %s"
                            .formatted(book.version(), book.currency(), usage.getCurrency()));
        }
    }
}
