package io.inferloop.tabular.billing.pricing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every version of the price book. A month is priced by the newest version that is in force on its first day, so adding
 * a later version never changes a month that was priced before.
 */
public final class PriceBooks {

    private final List<PriceBook> newestFirst;

    /** @throws IllegalArgumentException if there is none, or if two share a version or a first day */
    public PriceBooks(List<PriceBook> books) {
        if (books.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one price book");
        }
        Set<String> versions = new HashSet<>();
        Set<LocalDate> days = new HashSet<>();
        for (PriceBook book : books) {
            if (!versions.add(book.version())) {
                throw new IllegalArgumentException("Two price books have the version " + book.version());
            }
            if (!days.add(book.effectiveFrom())) {
                throw new IllegalArgumentException("Two price books are effective from %s; one of them is %s"
                        .formatted(book.effectiveFrom(), book.version()));
            }
        }
        this.newestFirst = books.stream()
                .sorted(Comparator.comparing(PriceBook::effectiveFrom).reversed())
                .toList();
    }

    /** The book that prices the month, empty if the month is before the first book. */
    public Optional<PriceBook> of(YearMonth month) {
        return newestFirst.stream().filter(book -> book.covers(month)).findFirst();
    }

    public List<PriceBook> all() {
        return newestFirst;
    }
}
