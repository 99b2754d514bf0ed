package io.inferloop.tabular.billing.invoice;

import io.inferloop.tabular.billing.period.BillingMonth;
import io.inferloop.tabular.billing.period.MonthUsage;
import io.inferloop.tabular.billing.period.PlanUsage;
import io.inferloop.tabular.billing.pricing.Figures;
import io.inferloop.tabular.billing.pricing.Meter;
import io.inferloop.tabular.billing.pricing.PlanTerms;
import io.inferloop.tabular.billing.pricing.PriceBook;
import io.inferloop.tabular.billing.pricing.TierCharge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Prices a month: the base fee, then a line per meter and plan. Included quantities are taken off first, tiers apply to
 * what is left, then the plan's discount; each line rounds once.
 *
 * <p>When the plan changed inside the month, each plan's usage gets that plan's discount and the tiers run on from one
 * to the next. Base fee and included quantities are those of the plan in force, once and in full: nothing is prorated.
 */
public final class InvoiceDrafter {

    private InvoiceDrafter() {}

    /**
     * Prices what a month holds by a book that has its plans and meters.
     *
     * @throws IllegalArgumentException if the book lacks a plan or meter of the month
     */
    public static DraftInvoice draft(BillingMonth month, MonthUsage usage, PriceBook book) {
        PlanTerms inForce = terms(book, usage.inForce().plan());
        List<DraftLine> lines = new ArrayList<>();
        lines.add(baseFee(month, inForce, book));
        SortedSet<String> meters = new TreeSet<>();
        usage.plans().forEach(plan -> meters.addAll(plan.quantities().keySet()));
        for (String id : meters) {
            Meter meter = book.meter(id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Price book %s has no meter %s".formatted(book.version(), id)));
            lines.addAll(usageLines(meter, usage.plans(), inForce, book));
        }
        return new DraftInvoice(
                month, usage.sequence(), inForce.plan(), book.currency(), book.version(), lines, usage.updatedAt());
    }

    private static DraftLine baseFee(BillingMonth month, PlanTerms terms, PriceBook book) {
        return new DraftLine(
                DraftLine.Kind.BASE_FEE,
                null,
                "%s plan: base fee for %s".formatted(terms.plan(), month.month()),
                BigDecimal.ONE,
                BigDecimal.ZERO,
                BigDecimal.ONE,
                List.of(),
                terms.baseFee(),
                BigDecimal.ZERO,
                book.payable(terms.baseFee()));
    }

    private static List<DraftLine> usageLines(Meter meter, List<PlanUsage> plans, PlanTerms inForce, PriceBook book) {
        List<DraftLine> lines = new ArrayList<>();
        BigDecimal includedLeft = inForce.includedOf(meter.id());
        BigDecimal position = BigDecimal.ZERO;
        for (PlanUsage plan : plans) {
            BigDecimal quantity = plan.quantities().get(meter.id());
            if (quantity != null) {
                BigDecimal included = includedLeft.min(quantity);
                BigDecimal billable = quantity.subtract(included);
                PlanTerms terms = terms(book, plan.plan());
                String note = plans.size() == 1 ? "" : " on " + plan.plan();
                List<TierCharge> tiers = meter.charge(position, billable);
                lines.add(usageLine(meter, note, quantity, included, tiers, terms, book));
                includedLeft = includedLeft.subtract(included);
                position = position.add(billable);
            }
        }
        return lines;
    }

    private static DraftLine usageLine(
            Meter meter,
            String note,
            BigDecimal quantity,
            BigDecimal included,
            List<TierCharge> tiers,
            PlanTerms terms,
            PriceBook book) {
        BigDecimal gross = tiers.stream().map(TierCharge::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal billable = quantity.subtract(included);
        BigDecimal amount = book.payable(terms.net(gross));
        int decimals = book.currency().getDefaultFractionDigits();
        StringBuilder description = new StringBuilder("%s%s: %s".formatted(meter.id(), note, meter.units(quantity)));
        if (included.signum() > 0) {
            description.append(
                    ", %s included, %s billable".formatted(Figures.count(included), Figures.count(billable)));
        }
        description.append(": ").append(Figures.money(gross, decimals));
        if (gross.signum() > 0 && terms.discountPercent().signum() > 0) {
            description.append(" less %s %%".formatted(Figures.count(terms.discountPercent())));
        }
        if (terms.net(gross).compareTo(amount) != 0 || gross.compareTo(amount) != 0) {
            description.append(" = ").append(Figures.money(amount, decimals));
        }
        return new DraftLine(
                DraftLine.Kind.USAGE,
                meter.id(),
                description.toString(),
                quantity,
                included,
                billable,
                tiers,
                gross,
                terms.discountPercent(),
                amount);
    }

    private static PlanTerms terms(PriceBook book, String plan) {
        return book.plan(plan)
                .orElseThrow(() ->
                        new IllegalArgumentException("Price book %s has no plan %s".formatted(book.version(), plan)));
    }
}
