package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.admission.Admission;
import io.inferloop.tabular.orchestrator.admission.Decision;
import io.inferloop.tabular.orchestrator.admission.JobRequest;
import io.inferloop.tabular.orchestrator.admission.ParkedSubmissions;
import io.inferloop.tabular.orchestrator.admission.ParkedSubmissions.Parked;
import io.inferloop.tabular.orchestrator.admission.Tombstones;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks again at submissions that wait: what they name has come, or they have waited long enough. */
final class ParkedReview implements Sweep {

    private final TransactionTemplate transaction;
    private final AvroCodec codec;
    private final ParkedSubmissions parked;
    private final Tombstones tombstones;
    private final Admission admission;
    private final JobStore jobs;
    private final JobRecorder recorder;
    private final Duration patience;

    ParkedReview(
            TransactionTemplate transaction,
            AvroCodec codec,
            ParkedSubmissions parked,
            Tombstones tombstones,
            Admission admission,
            JobStore jobs,
            JobRecorder recorder,
            Duration patience) {
        this.transaction = transaction;
        this.codec = codec;
        this.parked = parked;
        this.tombstones = tombstones;
        this.admission = admission;
        this.jobs = jobs;
        this.recorder = recorder;
        this.patience = patience;
    }

    @Override
    public int sweep() {
        Integer decided = transaction.execute(status -> review(parked.lock(patience, LIMIT)));
        return decided == null ? 0 : decided;
    }

    private int review(List<Parked> waiting) {
        if (waiting.isEmpty()) {
            return 0;
        }
        Instant now = jobs.now();
        Map<Parked, JobRequest> requests = new LinkedHashMap<>();
        waiting.forEach(each -> requests.put(each, request(each)));
        Set<JobKey> cancelled =
                tombstones.among(waiting.stream().map(Parked::key).toList());
        var sources = new LinkedHashSet<JobKey>();
        requests.values().forEach(request -> NamedJobs.add(request, sources));
        Map<JobKey, Job> earlier = jobs.find(sources);

        var born = new ArrayList<Job>();
        requests.forEach((each, request) -> {
            if (cancelled.contains(each.key())) {
                born.add(Job.cancelledBeforeSubmit(Admission.define(request, now), now));
            } else {
                decided(admission.decide(request, earlier, now), each.overdue(), now)
                        .ifPresent(born::add);
            }
        });
        recorder.add(born, now);
        parked.release(born.stream().map(Job::key).toList());
        return born.size();
    }

    private static Optional<Job> decided(Decision decision, boolean overdue, Instant now) {
        return switch (decision) {
            case Decision.Accepted accepted -> Optional.of(Job.submitted(accepted.definition(), now));
            case Decision.Refused refused -> Optional.of(Job.rejected(refused.definition(), refused.reason(), now));
            case Decision.Awaiting awaiting ->
                overdue ? Optional.of(Job.rejected(awaiting.definition(), awaiting.reason(), now)) : Optional.empty();
        };
    }

    private JobRequest request(Parked each) {
        try {
            return CommandMapper.request(
                    codec.decode(Topics.JOB_COMMANDS, each.command()),
                    each.key().organization());
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException("The parked submission of %s was readable once".formatted(each.key()), e);
        }
    }
}
