package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.storage.DoomedObjects;
import io.inferloop.tabular.gateway.storage.StorageQuota;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.gateway.web.ObjectFields;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.storage.ObjectInfo;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.PartUploads;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the parts of an upload a dataset: joins them, and checks what came as the streamed way does. Every step can be done again, so a
 * completion that broke off anywhere is simply asked for again.
 */
@Component
class DirectUploadCompletion {

    private final DirectUploads uploads;
    private final PartUploads parts;
    private final ObjectStore store;
    private final TableStorage tables;
    private final Datasets datasets;
    private final DatasetRegistration registration;
    private final StorageQuota quota;
    private final DoomedObjects doomed;
    private final TransactionOperations transactions;
    private final Clock clock;

    DirectUploadCompletion(
            DirectUploads uploads,
            PartUploads parts,
            ObjectStore store,
            TableStorage tables,
            Datasets datasets,
            DatasetRegistration registration,
            StorageQuota quota,
            DoomedObjects doomed,
            TransactionOperations transactions,
            Clock clock) {
        this.uploads = uploads;
        this.parts = parts;
        this.store = store;
        this.tables = tables;
        this.datasets = datasets;
        this.registration = registration;
        this.quota = quota;
        this.doomed = doomed;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Blocks until the table was read to its end.
     *
     * @throws ApiProblem 422 for parts that are missing (the upload goes on) or a table that is refused (the upload is over)
     */
    Dataset complete(Caller caller, DirectUpload upload, ObjectNode body) {
        List<PartUploads.Part> sent = read(upload, body);
        if (!clock.instant().isBefore(upload.expiresAt())) {
            throw ApiProblem.of(
                    HttpStatus.GONE,
                    "upload_expired",
                    "The upload expired at %s. Begin again.".formatted(upload.expiresAt()));
        }
        join(upload, sent);
        Dataset dataset;
        try {
            dataset = dataset(upload, tables.check(upload, caller.plan()));
        } catch (ApiProblem | RejectedException refused) {
            giveUp(upload);
            throw refused;
        }
        try {
            return register(caller, upload, dataset);
        } catch (ApiProblem refused) {
            giveUp(upload);
            throw refused;
        }
    }

    private void join(DirectUpload upload, List<PartUploads.Part> sent) {
        try {
            parts.complete(upload.objectKey(), upload.multipartId(), sent);
        } catch (ObjectNotFoundException joined) {
            // By an earlier request that broke off afterwards, or by one beside this; the object's check says the rest.
            if (store.head(upload.objectKey()).isEmpty()) {
                throw ApiProblem.unprocessable(
                        "invalid_parts",
                        "The object store does not have these parts. Send what is missing and complete again, or begin"
                                + " again.");
            }
        }
        long size = store.head(upload.objectKey()).map(ObjectInfo::sizeBytes).orElse(0L);
        if (size != upload.sizeBytes()) {
            giveUp(upload);
            throw ApiProblem.unprocessable(
                    "upload_size_mismatch",
                    "The upload announced %,d bytes, %,d arrived. Begin again.".formatted(upload.sizeBytes(), size));
        }
    }

    private Dataset register(Caller caller, DirectUpload upload, Dataset dataset) {
        Optional<Dataset> registered = transactions.execute(transaction -> {
            quota.check(caller, dataset.sizeBytes(), upload.id().value());
            if (uploads.remove(upload.id())) {
                registration.add(dataset, caller);
                return Optional.of(dataset);
            }
            // Somebody was faster: with the same completion, or with an abort that now gets the object, too.
            Optional<Dataset> made = datasets.find(caller.organizationId(), upload.id());
            if (made.isEmpty()) {
                doomed.add(upload.objectKey());
            }
            return made;
        });
        return registered.orElseThrow(() -> unknown(upload.id()));
    }

    private void giveUp(DirectUpload upload) {
        transactions.executeWithoutResult(transaction -> {
            if (uploads.remove(upload.id())) {
                doomed.add(upload.objectKey(), upload.multipartId());
            }
        });
    }

    private Dataset dataset(DirectUpload upload, CheckedTable table) {
        return new Dataset(
                upload.id(),
                upload.organization(),
                upload.name(),
                table.object().key(),
                table.object().sha256(),
                table.object().sizeBytes(),
                table.outline().rows(),
                table.outline().columns(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                upload.format(),
                Dataset.Profile.pending(upload.id().profileJob()));
    }

    static ApiProblem unknown(DatasetId id) {
        return ApiProblem.notFound("unknown_upload", "There is no open upload %s.".formatted(id));
    }

    private static List<PartUploads.Part> read(DirectUpload upload, ObjectNode body) {
        Mistakes mistakes = new Mistakes();
        List<PartUploads.Part> parts = new ArrayList<>();
        if (!(body.get("parts") instanceof ArrayNode array) || array.size() != upload.parts()) {
            mistakes.add("/parts", "must list all %d parts as {\"number\": …, \"etag\": …}".formatted(upload.parts()));
        } else {
            for (int i = 0; i < array.size(); i++) {
                part(array.get(i), i + 1, mistakes).ifPresent(parts::add);
            }
        }
        body.propertyNames().stream()
                .filter(name -> !name.equals("parts"))
                .forEach(name -> mistakes.add(Mistakes.below("", name), "is not known here"));
        if (!mistakes.none()) {
            throw ApiProblem.unprocessable("invalid_parts", "The parts are not all there.", mistakes.all());
        }
        return parts;
    }

    private static Optional<PartUploads.Part> part(JsonNode part, int number, Mistakes mistakes) {
        String pointer = "/parts/" + (number - 1);
        if (!(part instanceof ObjectNode object)) {
            mistakes.add(pointer, "must be an object such as {\"number\": 1, \"etag\": \"…\"}");
            return Optional.empty();
        }
        ObjectFields fields = new ObjectFields(object, pointer, mistakes);
        OptionalLong given = fields.whole("number");
        Optional<String> etag = fields.text("etag");
        fields.refuseOthers();
        if (given.isEmpty() || given.getAsLong() != number) {
            mistakes.add(pointer + "/number", "must be %d: all parts in their order".formatted(number));
        }
        if (etag.isEmpty() || etag.get().isBlank()) {
            mistakes.add(pointer + "/etag", "is required: the ETag that the object store answered to the part");
        }
        return etag.map(it -> new PartUploads.Part(number, it));
    }
}
