package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.FirstBytes;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.gateway.web.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Tells how an upload is written: as its Content-Type says, or else as its first bytes say. */
final class UploadFormat {

    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";
    static final String PARQUET = "application/vnd.apache.parquet";

    private UploadFormat() {}

    /** @param body supports {@link InputStream#mark}; it stands where it stood afterwards */
    static TableFormat of(@Nullable String contentType, boolean gzip, InputStream body) throws IOException {
        TableFormat format = declared(contentType, body);
        if (format == TableFormat.PARQUET && gzip) {
            throw ApiProblem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported_content_encoding",
                    "Parquet is compressed inside. Send it without gzip.");
        }
        return format;
    }

    private static TableFormat declared(@Nullable String contentType, InputStream body) throws IOException {
        String type = contentType == null
                ? ""
                : MediaType.parseMediaType(contentType).removeQualityValue().toString();
        String plain = type.indexOf(';') < 0 ? type : type.substring(0, type.indexOf(';'));
        return switch (plain) {
            case CSV -> TableFormat.CSV;
            case NDJSON -> TableFormat.NDJSON;
            case PARQUET -> TableFormat.PARQUET;
            default -> detected(body);
        };
    }

    /** No header row of CSV begins with a brace, or with Parquet's mark and bytes that are no text behind it. */
    private static TableFormat detected(InputStream body) throws IOException {
        if (FirstBytes.isParquet(body)) {
            return TableFormat.PARQUET;
        }
        body.mark(1);
        int first = body.read();
        body.reset();
        return first == '{' ? TableFormat.NDJSON : TableFormat.CSV;
    }
}
