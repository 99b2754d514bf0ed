package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads NDJSON: one JSON object per line, its members the cells. The columns are the members of all objects, in the order
 * in which they first appear; a member that is absent, null or an empty string is a missing value. Numbers keep the
 * digits they are written with, so that the same table as CSV is the same table.
 */
public final class NdjsonTableReader implements TextTableReader {

    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_NAME = 1_024;

    /** An object, and the beginning of what it should not have in it. */
    private static final int DEEPEST = 2;

    private final TableLimits limits;
    private final JsonFactory json;

    public NdjsonTableReader(TableLimits limits) {
        this.limits = limits;
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.maxCellChars())
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .build();
    }

    @Override
    public RawTable read(InputStream input) throws IOException {
        DictionaryCells cells = new DictionaryCells();
        TableOutline outline = pass(input, cells);
        return new RawTable(cells.columns(), Math.toIntExact(outline.rows()));
    }

    @Override
    public TableOutline outline(InputStream input) throws IOException {
        return pass(input, CellSink.NONE);
    }

    private TableOutline pass(InputStream input, CellSink cells) throws IOException {
        ObjectRows rows = new ObjectRows(limits, cells);
        long line = 0;
        try (Reader text = TableText.reader(input, limits);
                JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            while (parser.nextToken() != null) {
                line = line(parser);
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw noObject(parser, line);
                }
                rows.begin(line);
                readObject(parser, rows);
                rows.end();
            }
        } catch (JacksonIOException e) {
            throw TableText.failure(line, Objects.requireNonNull(e.getCause()));
        } catch (JacksonException e) {
            throw malformed(rows, line, e);
        } catch (IOException e) {
            throw TableText.failure(line, e);
        }
        return rows.outline();
    }

    private static void readObject(JsonParser parser, ObjectRows rows) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            int column = rows.member(parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                rows.empty(column);
            } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                throw rows.nested(column);
            } else {
                rows.text(column, parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            }
        }
    }

    private static UnreadableTableException noObject(JsonParser parser, long line) {
        return new UnreadableTableException(
                Reason.MALFORMED,
                parser.currentToken() == JsonToken.START_ARRAY
                        ? "Line %d begins an array. NDJSON has one object per line, such as {\"age\": 39, \"city\": \"Oslo\"}, and no brackets or commas between them"
                                .formatted(line)
                        : "Line %d is no JSON object. NDJSON has one object per line, such as {\"age\": 39, \"city\": \"Oslo\"}"
                                .formatted(line));
    }

    private static UnreadableTableException malformed(ObjectRows rows, long lineBegun, JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        long line = location == null ? Math.max(1, lineBegun) : Math.max(1, location.getLineNr());
        if (e instanceof StreamConstraintsException) {
            return rows.tooLong(line, e);
        }
        return new UnreadableTableException(
                Reason.MALFORMED,
                "Line %d is no valid JSON: %s. NDJSON has one object per line, such as {\"age\": 39, \"city\": \"Oslo\"}"
                        .formatted(line, e.getOriginalMessage()),
                e);
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
