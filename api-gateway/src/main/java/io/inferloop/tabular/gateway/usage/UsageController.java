package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.web.ApiProblem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an organization has used and what it costs, as billing last said. */
@RestController
@RequestMapping("/v1")
class UsageController {

    private final Invoices invoices;
    private final Clock clock;

    UsageController(Invoices invoices, Clock clock) {
        this.invoices = invoices;
        this.clock = clock;
    }

    @GetMapping("/invoices")
    InvoiceList invoices(Caller caller) {
        return new InvoiceList(invoices.of(caller.organizationId()));
    }

    @GetMapping("/invoices/{period}")
    InvoiceDocument invoice(Caller caller, @PathVariable String period) {
        YearMonth month = month(period);
        return invoices.find(caller.organizationId(), month)
                .orElseThrow(
                        () -> ApiProblem.notFound("unknown_invoice", "There is no invoice for %s.".formatted(month)));
    }

    /** The current month in the organization's time zone unless another is asked for. */
    @GetMapping("/usage")
    Usage usage(Caller caller, @RequestParam(required = false) @Nullable String period) {
        YearMonth month = period == null
                ? YearMonth.from(clock.instant().atZone(caller.organization().timeZone()))
                : month(period);
        Optional<InvoiceDocument> invoice = invoices.find(caller.organizationId(), month);
        return new Usage(
                month.toString(),
                invoice.map(InvoiceDocument::updatedAt).orElse(null),
                invoice.map(UsageController::meters).orElse(List.of()));
    }

    record InvoiceList(List<InvoiceDocument> invoices) {}

    record Usage(String period, @Nullable Instant updatedAt, List<Metered> meters) {}

    /** A meter's month: what the invoice prices per plan is one quantity here. */
    record Metered(String meter, String quantity, String includedQuantity, String billableQuantity) {

        Metered plus(Metered other) {
            return new Metered(
                    meter,
                    sum(quantity, other.quantity),
                    sum(includedQuantity, other.includedQuantity),
                    sum(billableQuantity, other.billableQuantity));
        }

        private static String sum(String a, String b) {
            return new BigDecimal(a).add(new BigDecimal(b)).toPlainString();
        }
    }

    private static List<Metered> meters(InvoiceDocument invoice) {
        Map<String, Metered> meters = new LinkedHashMap<>();
        for (InvoiceDocument.Line line : invoice.lines()) {
            String meter = line.meter();
            if (meter != null) {
                meters.merge(
                        meter,
                        new Metered(meter, line.quantity(), line.includedQuantity(), line.billableQuantity()),
                        Metered::plus);
            }
        }
        return List.copyOf(meters.values());
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid_period",
                    "A period is a month such as 2026-11, got \"%s\".".formatted(text));
        }
    }
}
