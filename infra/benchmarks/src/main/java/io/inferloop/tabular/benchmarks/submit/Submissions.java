package io.inferloop.tabular.benchmarks.submit;

import io.inferloop.tabular.benchmarks.gateway.GatewayConnection;
import io.inferloop.tabular.benchmarks.gateway.JobRequests;
import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that submit jobs over REST, and the ids that were answered 202. */
final class Submissions {

    private final BenchmarkStack stack;
    private final JobRequests requests;
    private final Set<UUID> accepted = ConcurrentHashMap.newKeySet();

    Submissions(BenchmarkStack stack, JobRequests requests) {
        this.stack = stack;
        this.requests = requests;
    }

    ClosedLoop.Client client() throws IOException {
        GatewayConnection connection = new GatewayConnection(stack.url());
        return new ClosedLoop.Client() {
            @Override
            public void once() throws IOException {
                UUID job = connection.submit(requests, UUID.randomUUID().toString());
                if (!accepted.add(job)) {
                    throw new IOException("Two submissions were answered with job " + job);
                }
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    Set<UUID> accepted() {
        return Set.copyOf(accepted);
    }
}
