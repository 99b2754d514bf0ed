package io.inferloop.tabular.synthworker.checkpoint;

import io.inferloop.tabular.core.synthesis.Checkpoint;
import io.inferloop.tabular.core.synthesis.Checkpoints;
import io.inferloop.tabular.core.synthesis.DamagedCheckpointException;
import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run's view of its task's checkpoints. A run writes below its own prefix alone, so one that was given up cannot spoil what its
 * successor wrote; and since a fit is deterministic, the furthest state is right whoever left it. An object appears only when it is complete.
 * For one thread.
 */
public final class StoredCheckpoints implements Checkpoints {

    private static final Logger log = LoggerFactory.getLogger(StoredCheckpoints.class);

    private static final String NAME = "checkpoint-";
    private static final Pattern KEY = Pattern.compile(".*/" + NAME + "(\\d{18})");
    private static final String CONTENT_TYPE = "application/octet-stream";

    /** A slow store is written to less often, so that it takes about one part in so many of the fit's time... */
    private static final int SHARE_OF_TIME = 20;

    /** ...but not less often than this many times the usual pause. */
    private static final int LONGEST_PAUSE = 4;

    private final ObjectStore store;
    private final CheckpointProperties properties;
    private final String taskPrefix;
    private final String runPrefix;
    private final LongSupplier nanoTime;

    private long dueAtNanos;
    private boolean used;
    private boolean tooLarge;
    private @Nullable String newest;

    StoredCheckpoints(
            ObjectStore store,
            CheckpointProperties properties,
            String taskPrefix,
            String runPrefix,
            LongSupplier nanoTime) {
        this.store = store;
        this.properties = properties;
        this.taskPrefix = taskPrefix;
        this.runPrefix = runPrefix;
        this.nanoTime = nanoTime;
        this.dueAtNanos = nanoTime.getAsLong() + properties.every().toNanos();
    }

    @Override
    public Optional<Checkpoint> furthest(String fit) {
        used = true;
        List<String> furthestFirst = kept().sorted(
                        Comparator.comparing(StoredCheckpoints::step).reversed())
                .toList();
        for (String key : furthestFirst) {
            Optional<Checkpoint> checkpoint = read(key).filter(read -> isOf(fit, read, key));
            if (checkpoint.isPresent()) {
                log.info(
                        "Going on from step {}, which was left as {}",
                        checkpoint.get().step(),
                        key);
                return checkpoint;
            }
        }
        return Optional.empty();
    }

    private Optional<Checkpoint> read(String key) {
        try (InputStream bytes = store.open(key)) {
            return Optional.of(Checkpoint.of(bytes.readNBytes(maxBytes())));
        } catch (DamagedCheckpointException e) {
            log.warn("Checkpoint {} is not used: {}", key, e.getMessage());
        } catch (ObjectNotFoundException gone) {
            log.info("Checkpoint {} was removed meanwhile", key);
        } catch (IOException e) {
            throw new RetryableException("object_store_unavailable", "%s could not be read".formatted(key), e);
        }
        return Optional.empty();
    }

    private static boolean isOf(String fit, Checkpoint checkpoint, String key) {
        boolean own = checkpoint.fit().equals(fit);
        if (!own) {
            log.warn("Checkpoint {} is not used: it is of another release, table or setting", key);
        }
        return own;
    }

    @Override
    public void reached(Supplier<Checkpoint> state) {
        if (tooLarge || nanoTime.getAsLong() - dueAtNanos < 0) {
            return;
        }
        long start = nanoTime.getAsLong();
        keep(state.get());
        long now = nanoTime.getAsLong();
        long every = properties.every().toNanos();
        dueAtNanos = now + Math.max(every, Math.min(LONGEST_PAUSE * every, SHARE_OF_TIME * (now - start)));
    }

    private void keep(Checkpoint state) {
        byte[] bytes = state.sizeBytes() / 2 > maxBytes() ? new byte[0] : state.toBytes();
        if (bytes.length == 0 || bytes.length > maxBytes()) {
            tooLarge = true;
            log.warn("The state of this fit is larger than {} and is not kept", properties.maxSize());
            return;
        }
        String key = runPrefix + NAME + "%018d".formatted(state.step());
        try {
            store.upload(key, new ByteArrayInputStream(bytes), CONTENT_TYPE, maxBytes());
            if (newest != null && !newest.equals(key)) {
                store.delete(newest);
            }
            newest = key;
        } catch (IOException | RuntimeException e) {
            // The fit is worth more than its checkpoint.
            log.warn("Checkpoint {} could not be kept; the next will be tried", key, e);
        }
    }

    /** Removes what all runs of the task left; called when the fit's outputs are stored. What cannot be removed goes with the job's leftovers. */
    public void discard() {
        if (!used) {
            return;
        }
        try {
            kept().forEach(store::delete);
        } catch (RuntimeException e) {
            log.warn("The checkpoints below {} could not be removed", taskPrefix, e);
        }
    }

    private Stream<String> kept() {
        return store.keys(taskPrefix).stream().filter(key -> KEY.matcher(key).matches());
    }

    private static long step(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(key + " is no checkpoint");
        }
        return Long.parseLong(matcher.group(1));
    }

    private int maxBytes() {
        return (int) Math.min(Integer.MAX_VALUE - 8, properties.maxSize().toBytes());
    }
}
