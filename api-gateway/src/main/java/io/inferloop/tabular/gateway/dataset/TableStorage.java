package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.io.CsvFiles;
import io.inferloop.tabular.core.table.io.CsvLimits;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableOutline;
import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.platform.plan.Plan;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.platform.storage.TooLargeException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        String key = key(upload.caller().organizationId(), id, upload.format(), upload.gzip());
        try (TeedTable table = new TeedTable(upload.body(), new CsvTableReader(limits(plan, upload.gzip())))) {
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

    /**
     * Checks a table that a client sent straight to the object store as {@link #store} checks one on its way.
     *
     * @throws RejectedException when it is no table, or not the one that was promised
     * @throws RetryableException when the object store breaks off; the check can be made again
     */
    CheckedTable check(DirectUpload upload, Plan plan) {
        MessageDigest digest = sha256();
        TableOutline outline;
        try (InputStream object = new DigestInputStream(store.open(upload.objectKey()), digest);
                InputStream bytes = new BufferedInputStream(object, 1 << 16)) {
            outline = new CsvTableReader(limits(plan, CsvFiles.isGzip(bytes))).outline(new Unclosed(bytes));
            bytes.transferTo(OutputStream.nullOutputStream()); // what the reader left belongs to the digest
        } catch (UnreadableTableException e) {
            throw new RejectedException("unreadable_table", String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new RetryableException("object_store_unavailable", "An upload could not be read again", e);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        upload.sha256().filter(promised -> !promised.equals(sha256)).ifPresent(promised -> {
            throw new RejectedException(
                    "content_digest_mismatch",
                    "The upload promised SHA-256 %s, %s arrived. Begin again.".formatted(promised, sha256));
        });
        return new CheckedTable(upload.id(), new StoredObject(upload.objectKey(), upload.sizeBytes(), sha256), outline);
    }

    static String key(OrganizationId organization, DatasetId id, String format, boolean gzip) {
        return "organizations/%s/datasets/%s/table.%s%s".formatted(organization, id, format, gzip ? ".gz" : "");
    }

    static boolean isKnown(String format) {
        return format.equals("csv");
    }

    static String mediaType(String format) {
        return "text/" + format;
    }

    private static CsvLimits limits(Plan plan, boolean gzip) {
        return CsvLimits.defaults()
                .withMaxColumns(plan.columns())
                .withMaxBytes(Math.multiplyExact(plan.uploadBytes(), gzip ? MOST_INFLATION : 1));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
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

    /** A stream that its reader may close without ending it. */
    private static final class Unclosed extends FilterInputStream {

        Unclosed(InputStream stream) {
            super(stream);
        }

        @Override
        public void close() {
            // whoever opened the stream closes it
        }
    }
}
