package io.inferloop.tabular.billing.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The price book that ships with the service, for tests. */
public final class Books {

    private Books() {}

    public static PriceBook shipped() {
        return all().getFirst().book();
    }

    public static List<PriceBookDocuments.Document> all() {
        return PriceBookDocuments.fromYaml("price-book.yaml", yaml());
    }

    public static String yaml() {
        try (InputStream in = Books.class.getResourceAsStream("/price-book.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
