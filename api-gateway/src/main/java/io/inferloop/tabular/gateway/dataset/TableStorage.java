package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.CsvLimits;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableOutline;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.plan.Plan;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.platform.storage.TooLargeException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Streams uploads into the object store and checks them on the way. What was refused or broke off leaves no object behind. */
@Component
class TableStorage {

    private static final Logger log = LoggerFactory.getLogger(TableStorage.class);

    /** Tables compress about tenfold; what grows beyond this is no table. */
    private static final long MOST_INFLATION = 20;

    private final ObjectStore store;

    TableStorage(ObjectStore store) {
        this.store = store;
    }

    /** Blocks until the body was read, stored and checked. */
    CheckedTable store(DatasetId id, Upload upload) throws IOException {
        Plan plan = upload.caller().plan();
        String key = "organizations/%s/datasets/%s/table.csv%s"
                .formatted(upload.caller().organizationId(), id, upload.gzip() ? ".gz" : "");
        CsvLimits limits = CsvLimits.defaults()
                .withMaxColumns(plan.columns())
                .withMaxBytes(Math.multiplyExact(plan.uploadBytes(), upload.gzip() ? MOST_INFLATION : 1));
        try (TeedTable table = new TeedTable(upload.body(), new CsvTableReader(limits))) {
            StoredObject stored = send(key, table, upload, plan);
            try {
                TableOutline outline = table.outline();
                checkPromise(upload, stored.sha256());
                return new CheckedTable(id, stored, outline);
            } catch (IOException | RuntimeException e) {
                discard(stored);
                throw e;
            }
        }
    }

    /** Deletes an object that no dataset will name. What cannot be deleted now is named in the log. */
    void discard(StoredObject object) {
        try {
            store.delete(object.key());
        } catch (RuntimeException e) {
            log.warn("{} belongs to no dataset and could not be deleted", object.key(), e);
        }
    }

    private StoredObject send(String key, TeedTable table, Upload upload, Plan plan) throws IOException {
        try {
            return store.upload(key, table, upload.gzip() ? "application/gzip" : "text/csv", plan.uploadBytes());
        } catch (TooLargeException e) {
            throw tooLarge(plan);
        } catch (IOException | RuntimeException e) {
            if (table.refused()) {
                table.outline();
            }
            throw e;
        }
    }

    static ApiProblem tooLarge(Plan plan) {
        return ApiProblem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "upload_too_large",
                "Plan %s takes uploads of at most %,d bytes.".formatted(plan.id(), plan.uploadBytes()));
    }

    private static void checkPromise(Upload upload, String sha256) {
        upload.promisedSha256().filter(promised -> !promised.equals(sha256)).ifPresent(promised -> {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "content_digest_mismatch",
                    "Content-Digest promised %s, %s arrived. Send it again.".formatted(promised, sha256));
        });
    }
}
