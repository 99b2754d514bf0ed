package io.inferloop.tabular.gateway.stream;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.web.ApiProblem;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The streams that are open at this instance: so many and no more. Ends them all when the instance stops, before the web server begins to
 * wait for its requests; their clients go on elsewhere from the last event they had.
 */
@Component
class OpenStreams implements SmartLifecycle {

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

    private final StreamProperties settings;
    private final Set<Place> open = new HashSet<>();
    private final Map<OrganizationId, Integer> perOrganization = new HashMap<>();
    private boolean running;

    OpenStreams(StreamProperties settings) {
        this.settings = settings;
    }

    /**
     * A place for a stream on the calling thread, which is interrupted when the instance stops.
     *
     * @throws ApiProblem 429 when the organization has as many as it may, 503 when the instance has
     */
    synchronized Place take(OrganizationId organization) {
        if (perOrganization.getOrDefault(organization, 0) >= settings.mostPerOrganization()) {
            throw ApiProblem.quotaExceeded(
                            "too_many_streams",
                            "Your organization follows %d jobs here already. Close a stream, or poll the job."
                                    .formatted(settings.mostPerOrganization()),
                            List.of("streams"))
                    .retryAfter(COME_BACK_AFTER);
        }
        if (!running || open.size() >= settings.most()) {
            throw ApiProblem.reducedCapacity(
                            "no_stream_free",
                            "This instance has no stream to give at the moment. Try again, or poll the job.",
                            List.of("streams"))
                    .retryAfter(COME_BACK_AFTER);
        }
        Place place = new Place(organization, Thread.currentThread());
        open.add(place);
        perOrganization.merge(organization, 1, Integer::sum);
        return place;
    }

    private synchronized void release(Place place) {
        if (open.remove(place)) {
            perOrganization.computeIfPresent(place.organization, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        open.forEach(place -> place.thread.interrupt());
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** One open stream. */
    final class Place implements AutoCloseable {

        private final OrganizationId organization;
        private final Thread thread;

        private Place(OrganizationId organization, Thread thread) {
            this.organization = organization;
            this.thread = thread;
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
