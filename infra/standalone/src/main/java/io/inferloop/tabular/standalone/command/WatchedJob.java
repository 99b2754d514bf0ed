package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.JobRequest;
import io.inferloop.tabular.standalone.client.JobView;
import io.inferloop.tabular.standalone.client.JobView.Progress;
import io.inferloop.tabular.standalone.client.JobWatch;
import io.inferloop.tabular.standalone.client.TabularClient;
import io.inferloop.tabular.standalone.console.ProgressLine;
import io.inferloop.tabular.standalone.stack.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A job from its submission to its end, with a live progress line. */
final class WatchedJob {

    private final TabularClient client;
    private final Terminal terminal;

    WatchedJob(TabularClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** @throws StackException if the job ends as anything but a success */
    JobView run(JobRequest request) throws IOException, StackException, InterruptedException {
        long begin = System.nanoTime();
        JobView submitted = client.submit(request);
        terminal.out().println("Job " + submitted.id());
        submitted.algorithmReason().ifPresent(reason -> terminal.out().println("Algorithm " + reason));
        ProgressLine line = new ProgressLine(terminal.out(), terminal.interactive());
        JobView finished = new JobWatch(client).untilFinished(submitted.id(), view -> show(line, view));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        line.finish("%s after %s".formatted(finished.state(), ProgressLine.human(took)));
        if (!finished.isSuccess()) {
            throw new StackException("The job %s: %s"
                    .formatted(finished.state(), finished.failure().orElse("the gateway gives no reason")));
        }
        return finished;
    }

    private static void show(ProgressLine line, JobView view) {
        if (view.isFinished()) {
            return;
        }
        Optional<Progress> progress = view.progress();
        if (progress.isPresent()) {
            Progress now = progress.get();
            line.show(now.stage(), now.done(), now.total(), now.remaining());
        } else {
            line.show(view.state(), 0, 0, Optional.empty());
        }
    }
}
