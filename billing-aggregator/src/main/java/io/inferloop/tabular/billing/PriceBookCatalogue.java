package io.inferloop.tabular.billing;

import io.inferloop.tabular.billing.pricing.PriceBookDocuments;
import io.inferloop.tabular.billing.pricing.PriceBooks;
import io.inferloop.tabular.schemas.billing.PriceBook;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The price books in force: those that were ever published on the topic and those of the configured file. What is
 * published never changes, and a new version begins after all others, so what was priced once is priced the same again.
 * The set is fixed while the service runs; a new version takes a restart.
 */
final class PriceBookCatalogue implements SmartLifecycle {

    /** After the topic was read to its end, before Streams. */
    static final int PHASE = -500;

    private static final Logger log = LoggerFactory.getLogger(PriceBookCatalogue.class);

    private final List<PriceBookDocuments.Document> configured;
    private final Consumer<PriceBook> publisher;
    private final Map<String, PriceBookDocuments.Document> published = new LinkedHashMap<>();
    private @Nullable PriceBooks books;

    /** @param publisher writes to the topic and returns when the record is kept */
    PriceBookCatalogue(List<PriceBookDocuments.Document> configured, Consumer<PriceBook> publisher) {
        this.configured = List.copyOf(configured);
        this.publisher = publisher;
    }

    /** Listens to the topic, from its beginning. */
    synchronized void take(PriceBook record) {
        published.put(record.getVersion(), PriceBookDocuments.fromJson(Topics.PRICE_BOOK.name(), record.getBookJson()));
    }

    @Override
    public synchronized void start() {
        for (PriceBookDocuments.Document document : configured) {
            PriceBookDocuments.Document known = published.get(document.book().version());
            if (known == null) {
                publish(document);
            } else if (!known.json().equals(document.json())) {
                throw new IllegalStateException(
                        "Price book %s differs from what was published under this version; invoices were priced with that one. Restore it and add a new version with a later effective_from"
                                .formatted(document.book().version()));
            }
        }
        books = new PriceBooks(published.values().stream()
                .map(PriceBookDocuments.Document::book)
                .toList());
    }

    private void publish(PriceBookDocuments.Document document) {
        LocalDate effectiveFrom = document.book().effectiveFrom();
        published.values().forEach(older -> {
            if (!effectiveFrom.isAfter(older.book().effectiveFrom())) {
                throw new IllegalStateException(
                        "Price book %s is effective from %s, but %s of %s is published already; a new version must begin later"
                                .formatted(
                                        document.book().version(),
                                        effectiveFrom,
                                        older.book().version(),
                                        older.book().effectiveFrom()));
            }
        });
        PriceBook record = PriceBook.newBuilder()
                .setVersion(document.book().version())
                .setCurrency(document.book().currency().getCurrencyCode())
                .setEffectiveFrom(effectiveFrom.atStartOfDay(ZoneOffset.UTC).toInstant())
                .setBookJson(document.json())
                .build();
        publisher.accept(record);
        published.put(record.getVersion(), document);
        log.info("Published price book {}, effective from {}", record.getVersion(), effectiveFrom);
    }

    /** @throws IllegalStateException before the start */
    synchronized PriceBooks books() {
        if (books == null) {
            throw new IllegalStateException("The price books are not loaded yet");
        }
        return books;
    }

    @Override
    public void stop() {
        // What is published stays published.
    }

    @Override
    public synchronized boolean isRunning() {
        return books != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
