package io.inferloop.tabular.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FULL_TRANSITIVE: each schema reads what every released revision wrote, and each of them reads what it writes. */
class CompatibilityTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    static List<Topic<?>> topics() {
        return List.copyOf(Topics.all());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everySchemaIsCompatibleWithAllItsReleasedRevisions(Topic<?> topic) throws SchemaValidationException {
        List<Schema> released = releasedOf(topic.schema());

        assertThat(released)
                .as("released copies of %s", topic.schema().getFullName())
                .isNotEmpty();
        FULL_TRANSITIVE.validate(topic.schema(), released);
    }

    @Test
    void aFieldWithoutADefaultWouldBeRefused() {
        Schema before = parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
        Schema after = parse(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}]}");

        assertThatThrownBy(() -> FULL_TRANSITIVE.validate(after, List.of(before)))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static List<Schema> releasedOf(Schema schema) {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .map(CompatibilityTest::read)
                    .filter(released -> released.getFullName().equals(schema.getFullName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(String json) {
        return new SchemaParser().parse(json).mainSchema();
    }
}
