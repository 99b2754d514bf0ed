package io.inferloop.tabular.standalone.client;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a job to its end, asking often at first and seldom later, so that a plan's request limit is not spent on watching. */
public final class JobWatch {

    private static final Duration[] WAITS = {
        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(20)
    };
    private static final int REQUESTS_PER_WAIT = 10;
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(2);
    private static final int TOO_MANY_REQUESTS = 429;

    private final TabularClient client;

    public JobWatch(TabularClient client) {
        this.client = client;
    }

    /** Tells every answer to {@code watcher}, the last one too, and returns that. */
    public JobView untilFinished(UUID job, Consumer<JobView> watcher) throws IOException, InterruptedException {
        for (int request = 0; ; request++) {
            Duration wait = WAITS[Math.min(request / REQUESTS_PER_WAIT, WAITS.length - 1)];
            try {
                JobView view = client.job(job, wait);
                watcher.accept(view);
                if (view.isFinished()) {
                    return view;
                }
            } catch (ApiException e) {
                if (e.status() != TOO_MANY_REQUESTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(e.retryAfter().orElse(DEFAULT_PAUSE).toMillis());
            }
        }
    }
}
