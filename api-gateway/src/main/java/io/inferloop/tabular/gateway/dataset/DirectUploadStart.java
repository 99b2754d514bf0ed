package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.storage.DoomedObjects;
import io.inferloop.tabular.gateway.storage.StorageQuota;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.gateway.web.ObjectFields;
import io.inferloop.tabular.platform.identity.Ids;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.PartUploads;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.ObjectNode;

/** Begins an upload straight to the object store, and gives it up again. */
@Component
@EnableConfigurationProperties(DirectUploadProperties.class)
class DirectUploadStart {

    /** So that the answer, with a URL for each part, stays small. */
    private static final int MOST_PARTS = 1_000;

    private static final long MEBIBYTE = 1L << 20;
    private static final int MOST_OPEN = 100;

    private final DirectUploads uploads;
    private final PartUploads parts;
    private final ObjectStore store;
    private final StorageQuota quota;
    private final DoomedObjects doomed;
    private final TransactionOperations transactions;
    private final DirectUploadProperties properties;
    private final Ids ids;
    private final Clock clock;

    DirectUploadStart(
            DirectUploads uploads,
            PartUploads parts,
            ObjectStore store,
            StorageQuota quota,
            DoomedObjects doomed,
            TransactionOperations transactions,
            DirectUploadProperties properties,
            Ids ids,
            Clock clock) {
        this.uploads = uploads;
        this.parts = parts;
        this.store = store;
        this.quota = quota;
        this.doomed = doomed;
        this.transactions = transactions;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws ApiProblem 422 with every mistake, 413 over the plan's upload size or storage, 409 with too many open */
    DirectUpload start(Caller caller, ObjectNode body) {
        Wanted wanted = read(caller, body);
        quota.check(caller, wanted.sizeBytes());
        DatasetId id = new DatasetId(ids.next());
        String key = TableStorage.key(caller.organizationId(), id, wanted.format(), false);
        String multipartId = parts.start(key, TableStorage.mediaType(wanted.format()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DirectUpload upload = new DirectUpload(
                id,
                caller.organizationId(),
                wanted.name(),
                wanted.format(),
                key,
                multipartId,
                wanted.sizeBytes(),
                partBytes(wanted.sizeBytes()),
                wanted.sha256(),
                now,
                now.plus(properties.validFor()));
        try {
            transactions.executeWithoutResult(transaction -> {
                quota.check(caller, wanted.sizeBytes());
                if (uploads.count(caller.organizationId()) >= MOST_OPEN) {
                    throw ApiProblem.of(
                            HttpStatus.CONFLICT,
                            "too_many_uploads",
                            "%d uploads are open. Complete or abort some first.".formatted(MOST_OPEN));
                }
                uploads.add(upload);
            });
        } catch (ApiProblem refused) {
            store.abortParts(key, multipartId);
            throw refused;
        }
        return upload;
    }

    /** Gives the upload up; what was sent of it is freed. False when there is none. */
    boolean abort(DirectUpload upload) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            boolean open = uploads.remove(upload.id());
            if (open) {
                doomed.add(upload.objectKey(), upload.multipartId());
            }
            return open;
        }));
    }

    private record Wanted(String name, String format, long sizeBytes, Optional<String> sha256) {}

    private static Wanted read(Caller caller, ObjectNode body) {
        Mistakes mistakes = new Mistakes();
        ObjectFields fields = new ObjectFields(body, "", mistakes);
        String name = fields.text("name").orElse("table");
        if (name.isBlank() || name.length() > DatasetController.LONGEST_NAME) {
            mistakes.add("/name", "takes 1 to %d characters".formatted(DatasetController.LONGEST_NAME));
        }
        String format = fields.text("format").orElse("csv");
        if (!TableStorage.isKnown(format)) {
            mistakes.add("/format", "must be csv, got \"%s\"".formatted(format));
        }
        OptionalLong size = fields.whole("size_bytes");
        if (!fields.has("size_bytes")) {
            mistakes.add("/size_bytes", "is required: how many bytes will be sent");
        } else if (size.isPresent() && size.getAsLong() < 1) {
            mistakes.add("/size_bytes", "must be at least 1, got %d".formatted(size.getAsLong()));
        }
        Optional<String> sha256 = fields.text("sha256").map(it -> it.toLowerCase(Locale.ROOT));
        if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
            mistakes.add("/sha256", "must be 64 hexadecimal digits");
        }
        fields.refuseOthers();
        if (!mistakes.none()) {
            throw ApiProblem.unprocessable("invalid_upload", "The upload cannot begin.", mistakes.all());
        }
        if (size.orElseThrow() > caller.plan().uploadBytes()) {
            throw TableStorage.tooLarge(caller.plan());
        }
        return new Wanted(name, format, size.getAsLong(), sha256);
    }

    private long partBytes(long sizeBytes) {
        long atLeast = (sizeBytes + MOST_PARTS - 1) / MOST_PARTS;
        long whole = (atLeast + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
        return Math.max(properties.part().toBytes(), whole);
    }
}
