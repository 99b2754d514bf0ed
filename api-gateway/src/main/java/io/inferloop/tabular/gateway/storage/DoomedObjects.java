package io.inferloop.tabular.gateway.storage;

import io.inferloop.tabular.platform.storage.ObjectStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Objects to be deleted, noted in the transaction that gives them up and deleted until it is done. */
@Component
public class DoomedObjects {

    private static final Logger log = LoggerFactory.getLogger(DoomedObjects.class);

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final SweepLead lead;

    DoomedObjects(JdbcClient jdbc, ObjectStore store, SweepLead lead) {
        this.jdbc = jdbc;
        this.store = store;
        this.lead = lead;
    }

    /** Inside the caller's transaction. */
    public void add(String objectKey) {
        add(objectKey, null);
    }

    /** Inside the caller's transaction. @param multipartId of an upload in parts that may still be open, and ends with the object */
    public void add(String objectKey, @Nullable String multipartId) {
        jdbc.sql("INSERT INTO doomed_object (object_key, multipart_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .param(objectKey)
                .param(multipartId)
                .update();
    }

    @Scheduled(fixedDelayString = "${tabular.retention.sweep-every:10s}")
    void sweep() {
        lead.sweep(SweepLead.Sweep.DOOMED_OBJECTS, this::piece);
    }

    private int piece() {
        List<Doomed> found = jdbc.sql("SELECT object_key, multipart_id FROM doomed_object ORDER BY doomed_at LIMIT ?")
                .param(SweepLead.PIECE)
                .query((row, n) -> new Doomed(row.getString("object_key"), row.getString("multipart_id")))
                .list();
        int deleted = 0;
        for (Doomed doomed : found) {
            deleted += delete(doomed);
        }
        return deleted;
    }

    private int delete(Doomed doomed) {
        try {
            if (doomed.multipartId() != null) {
                store.abortParts(doomed.objectKey(), doomed.multipartId());
            }
            store.delete(doomed.objectKey());
        } catch (IllegalStateException refused) {
            log.error("{} cannot be deleted; the others come first now", doomed.objectKey(), refused);
            jdbc.sql("UPDATE doomed_object SET doomed_at = now() WHERE object_key = ?")
                    .param(doomed.objectKey())
                    .update();
            return 0;
        }
        jdbc.sql("DELETE FROM doomed_object WHERE object_key = ?")
                .param(doomed.objectKey())
                .update();
        log.info("{} is deleted", doomed.objectKey());
        return 1;
    }

    private record Doomed(String objectKey, @Nullable String multipartId) {}
}
