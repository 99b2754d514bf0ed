package io.inferloop.tabular.billing.pricing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Price books as documents: YAML for people (a file of {@code books}), canonical JSON on the topic. Numbers stay the
 * text that was written, so no price passes through a binary fraction.
 */
public final class PriceBookDocuments {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private PriceBookDocuments() {}

    /** A book and its canonical JSON: equal books have equal text. */
    public record Document(PriceBook book, String json) {}

    /**
     * Reads a file of books.
     *
     * @param location for the messages
     * @throws InvalidPriceBookException naming every mistake of the first book that has any
     */
    public static List<Document> fromYaml(String location, String yaml) {
        List<String> mistakes = new ArrayList<>();
        DocumentNode root = new DocumentNode(location, load(location, yaml));
        List<Document> documents = new ArrayList<>();
        for (DocumentNode node : root.items("books", mistakes)) {
            PriceBook book = PriceBookReader.read(node.path(), node.content());
            documents.add(new Document(book, JSON.writeValueAsString(node.content())));
        }
        if (!mistakes.isEmpty() || documents.isEmpty()) {
            mistakes.add("books: must be a list of at least one price book");
            throw new InvalidPriceBookException(location, mistakes);
        }
        return documents;
    }

    /** Reads what {@link Document#json()} wrote. */
    public static Document fromJson(String location, String json) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> content = JSON.readValue(json, LinkedHashMap.class);
            return new Document(PriceBookReader.read(location, content), json);
        } catch (JacksonException e) {
            throw new InvalidPriceBookException(location, List.of("not JSON: " + e.getOriginalMessage()));
        }
    }

    private static Map<String, Object> load(String location, String yaml) {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        DumperOptions dumping = new DumperOptions();
        try {
            Object content = new Yaml(
                            new SafeConstructor(loading), new Representer(dumping), dumping, loading, new TextOnly())
                    .load(yaml);
            if (content instanceof Map<?, ?> map) {
                Map<String, Object> fields = new LinkedHashMap<>();
                map.forEach((key, value) -> fields.put(String.valueOf(key), value));
                return fields;
            }
            throw new InvalidPriceBookException(location, List.of("the document must be a mapping with 'books'"));
        } catch (YAMLException e) {
            throw new InvalidPriceBookException(location, List.of("not YAML: " + e.getMessage()));
        }
    }

    /** Leaves every plain scalar the text it is: no floats, no dates, no booleans. */
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
