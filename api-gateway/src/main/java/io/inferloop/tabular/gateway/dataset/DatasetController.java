package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.FirstBytes;
import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.idempotency.RequestKey;
import io.inferloop.tabular.gateway.idempotency.StoredAnswer;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.identity.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/v1/datasets")
class DatasetController {

    private static final Logger log = LoggerFactory.getLogger(DatasetController.class);
    private static final int LONGEST_NAME = 200;

    private final TableStorage tables;
    private final DatasetRegistration registration;
    private final Datasets datasets;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    DatasetController(
            TableStorage tables,
            DatasetRegistration registration,
            Datasets datasets,
            Ids ids,
            Clock clock,
            JsonMapper json) {
        this.tables = tables;
        this.registration = registration;
        this.datasets = datasets;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @PostMapping(
            consumes = {
                UploadFormat.CSV,
                UploadFormat.NDJSON,
                UploadFormat.PARQUET,
                "application/gzip",
                "application/x-gzip",
                "application/octet-stream"
            })
    ResponseEntity<byte[]> upload(
            Caller caller, @RequestParam(defaultValue = "table") String name, HttpServletRequest request)
            throws IOException {
        Upload upload = read(caller, name, request);
        registration.checkStorage(upload, Math.max(0, request.getContentLengthLong()));
        CheckedTable table = tables.store(new DatasetId(ids.next()), upload);
        Dataset dataset = dataset(upload, table);
        StoredAnswer answer =
                new StoredAnswer(201, DatasetBody.path(dataset.id()), json.writeValueAsBytes(DatasetBody.of(dataset)));
        boolean registered;
        try {
            registered = registration.register(dataset, upload, answer);
        } catch (ApiProblem refused) {
            tables.discard(table.object());
            throw refused;
        } catch (RuntimeException e) {
            // A commit whose outcome nobody knows: the dataset may exist, so its bytes stay.
            log.warn("Dataset {}: it is not known whether {} is its table", dataset.id(), dataset.objectKey());
            throw e;
        }
        if (registered) {
            return answer.first();
        }
        tables.discard(table.object());
        return registration.earlierAnswer(upload, dataset.sha256()).replay();
    }

    @GetMapping("/{id}")
    DatasetBody get(Caller caller, @PathVariable UUID id) {
        return datasets.find(caller.organizationId(), new DatasetId(id))
                .map(DatasetBody::of)
                .orElseThrow(() -> ApiProblem.notFound("unknown_dataset", "There is no dataset %s.".formatted(id)));
    }

    private static Upload read(Caller caller, String name, HttpServletRequest request) throws IOException {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ApiProblem.unprocessable(
                    "invalid_name", "A dataset's name takes 1 to %d characters.".formatted(LONGEST_NAME));
        }
        if (request.getContentLengthLong() > caller.plan().uploadBytes()) {
            throw TableStorage.tooLarge(caller.plan());
        }
        InputStream body = new BufferedInputStream(request.getInputStream(), 1 << 16);
        boolean gzip = isGzip(body, request.getHeader(HttpHeaders.CONTENT_ENCODING));
        return new Upload(
                caller,
                name,
                UploadFormat.of(request.getContentType(), gzip, body),
                gzip,
                ContentDigest.read(request.getHeader("Content-Digest")),
                RequestKey.read(request.getHeader("Idempotency-Key"), caller.organizationId(), "POST /v1/datasets"),
                body);
    }

    private static boolean isGzip(InputStream body, @Nullable String encoding) throws IOException {
        boolean magic = FirstBytes.isGzip(body);
        if (encoding != null && !encoding.equalsIgnoreCase("identity") && !encoding.equalsIgnoreCase("gzip")) {
            throw ApiProblem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported_content_encoding",
                    "Content-Encoding may be gzip or absent, got %s.".formatted(encoding));
        }
        if ("gzip".equalsIgnoreCase(encoding) && !magic) {
            throw ApiProblem.unprocessable(
                    "unreadable_table", "Content-Encoding says gzip, the body is something else.");
        }
        return magic;
    }

    private Dataset dataset(Upload upload, CheckedTable table) {
        return new Dataset(
                table.id(),
                upload.caller().organizationId(),
                upload.name(),
                table.object().key(),
                table.object().sha256(),
                table.object().sizeBytes(),
                table.outline().rows(),
                table.outline().columns(),
                upload.format(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
