package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.FirstBytes;
import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.idempotency.RequestKey;
import io.inferloop.tabular.gateway.idempotency.StoredAnswer;
import io.inferloop.tabular.gateway.storage.StorageQuota;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.PageCursor;
import io.inferloop.tabular.platform.identity.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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
    static final int LONGEST_NAME = 200;
    private static final int LONGEST_PAGE = 100;

    private final TableStorage tables;
    private final DatasetRegistration registration;
    private final Datasets datasets;
    private final DatasetDeletion deletion;
    private final ProfileRequest profileRequest;
    private final ProfileStorage profiles;
    private final StorageQuota quota;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    DatasetController(
            TableStorage tables,
            DatasetRegistration registration,
            Datasets datasets,
            DatasetDeletion deletion,
            ProfileRequest profileRequest,
            ProfileStorage profiles,
            StorageQuota quota,
            Ids ids,
            Clock clock,
            JsonMapper json) {
        this.tables = tables;
        this.registration = registration;
        this.datasets = datasets;
        this.deletion = deletion;
        this.profileRequest = profileRequest;
        this.profiles = profiles;
        this.quota = quota;
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
        quota.check(caller, Math.max(0, request.getContentLengthLong()));
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

    /** Newest first; with {@code name} those whose name begins so. */
    @GetMapping
    DatasetPage list(
            Caller caller,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "") String name) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid_limit",
                    "limit must be 1 to %d, got %d.".formatted(LONGEST_PAGE, limit));
        }
        List<Dataset> found = datasets.page(
                caller.organizationId(), name, cursor == null ? null : PageCursor.parse(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<Dataset> page = more ? found.subList(0, limit) : found;
        return new DatasetPage(
                page.stream().map(DatasetBody::of).toList(),
                more,
                more
                        ? new PageCursor(
                                        page.getLast().createdAt(),
                                        page.getLast().id().value())
                                .text()
                        : null);
    }

    record DatasetPage(
            List<DatasetBody> datasets,
            boolean hasMore,
            @Nullable String nextCursor) {}

    @GetMapping("/{id}")
    DatasetBody get(Caller caller, @PathVariable UUID id) {
        return datasets.find(caller.organizationId(), new DatasetId(id))
                .map(dataset -> DatasetBody.of(dataset, profiles.read(dataset)))
                .orElseThrow(() -> unknown(id));
    }

    /** Has the profile made where there is none: of a dataset that is older than profiles, or after a failure. */
    @PostMapping("/{id}/profile")
    DatasetBody profile(Caller caller, @PathVariable UUID id) {
        return profileRequest
                .make(caller, new DatasetId(id))
                .map(dataset -> DatasetBody.of(dataset, profiles.read(dataset)))
                .orElseThrow(() -> unknown(id));
    }

    /** Gone for readers at once; its object follows. Jobs that still need it end as rejected. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        if (!deletion.delete(caller.organizationId(), new DatasetId(id))) {
            throw unknown(id);
        }
        return ResponseEntity.noContent().build();
    }

    private static ApiProblem unknown(UUID id) {
        return ApiProblem.notFound("unknown_dataset", "There is no dataset %s.".formatted(id));
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
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Dataset.Profile.pending(table.id().profileJob()));
    }
}
