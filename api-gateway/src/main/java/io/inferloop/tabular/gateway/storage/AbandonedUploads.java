package io.inferloop.tabular.gateway.storage;

import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.ObjectStore.OpenUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends uploads in parts that no row names and nobody will end: a gateway that died between the store's answer and its commit, a worker that
 * died while it wrote. Their parts take room that no listing of objects shows.
 */
@Component
class AbandonedUploads {

    private static final Logger log = LoggerFactory.getLogger(AbandonedUploads.class);

    private final ObjectStore store;
    private final SweepLead lead;
    private final Duration age;

    @Autowired
    AbandonedUploads(ObjectStore store, SweepLead lead, RetentionProperties properties) {
        this(store, lead, properties.abandonedAfter());
    }

    AbandonedUploads(ObjectStore store, SweepLead lead, Duration age) {
        this.store = store;
        this.lead = lead;
        this.age = age;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void sweep() {
        lead.sweep(SweepLead.Sweep.ABANDONED_UPLOADS, this::piece);
    }

    private int piece() {
        List<OpenUpload> abandoned = store.openUploads(Instant.now().minus(age)).stream()
                .limit(SweepLead.PIECE)
                .toList();
        for (OpenUpload upload : abandoned) {
            store.abortParts(upload.key(), upload.uploadId());
            log.info(
                    "{}: an upload in parts that was begun more than {} ago and never ended is aborted",
                    upload.key(),
                    age);
        }
        return abandoned.size();
    }
}
