package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.admission.Admission;
import io.inferloop.tabular.orchestrator.admission.Decision;
import io.inferloop.tabular.orchestrator.admission.ParkedSubmissions;
import io.inferloop.tabular.orchestrator.admission.Tombstones;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries proven commands out, in their order, one transaction a batch. */
final class CommandBatch {

    private final TransactionTemplate transaction;
    private final Inbox inbox;
    private final JobStore jobs;
    private final Admission admission;
    private final ParkedSubmissions parked;
    private final Tombstones tombstones;
    private final JobRecorder recorder;

    CommandBatch(
            TransactionTemplate transaction,
            Inbox inbox,
            JobStore jobs,
            Admission admission,
            ParkedSubmissions parked,
            Tombstones tombstones,
            JobRecorder recorder) {
        this.transaction = transaction;
        this.inbox = inbox;
        this.jobs = jobs;
        this.admission = admission;
        this.parked = parked;
        this.tombstones = tombstones;
        this.recorder = recorder;
    }

    void carryOut(List<Command> commands) {
        transaction.executeWithoutResult(status -> {
            var fresh = inbox.enter(commands);
            var round = new Round(commands);
            for (Command command : commands) {
                // Entries leave the set as they are met, so that the same id twice in one batch counts once as well.
                boolean first = fresh.remove(Inbox.Entry.of(command));
                switch (command) {
                    case Command.Submit submit -> round.submit(submit, first);
                    case Command.Cancel cancel -> {
                        if (first) {
                            round.cancel(cancel.key());
                        }
                    }
                }
            }
            round.store();
        });
    }

    /** What one transaction knows and what it decides. */
    private final class Round {

        private final Instant now = jobs.now();
        private final Map<JobKey, Job> known;
        private final Map<JobKey, Job> earlier;
        private final Set<JobKey> waiting;
        private final Set<JobKey> cancelled;
        private final Map<JobKey, Job> born = new LinkedHashMap<>();
        private final Map<JobKey, Job> moved = new LinkedHashMap<>();
        private final Map<JobKey, byte[]> parking = new LinkedHashMap<>();
        private final Set<JobKey> cancelledEarly = new LinkedHashSet<>();
        private final Set<JobKey> asked = new LinkedHashSet<>();

        Round(List<Command> commands) {
            var keys = new LinkedHashSet<JobKey>();
            commands.forEach(command -> keys.add(command.key()));
            known = new HashMap<>(jobs.lock(keys));
            waiting = parked.among(keys);
            cancelled = tombstones.among(keys);
            earlier = jobs.find(NamedJobs.of(commands));
        }

        void submit(Command.Submit submit, boolean first) {
            JobKey key = submit.key();
            if (known.containsKey(key)) {
                asked.add(key);
            } else if (first && !born.containsKey(key) && !waiting.contains(key) && !parking.containsKey(key)) {
                admit(submit);
            }
        }

        private void admit(Command.Submit submit) {
            JobKey key = submit.key();
            if (cancelled.contains(key) || cancelledEarly.contains(key)) {
                born.put(key, Job.cancelledBeforeSubmit(Admission.define(submit.request(), now), now));
                return;
            }
            switch (admission.decide(submit.request(), earlier, now)) {
                case Decision.Accepted accepted -> born.put(key, Job.submitted(accepted.definition(), now));
                case Decision.Refused refused ->
                    born.put(key, Job.rejected(refused.definition(), refused.reason(), now));
                case Decision.Awaiting awaiting -> parking.put(key, submit.signed());
            }
        }

        @SuppressWarnings("ReferenceEquality") // a job that does not move stays the same object
        void cancel(JobKey key) {
            if (born.containsKey(key)) {
                born.computeIfPresent(key, (k, job) -> stopped(job));
            } else if (known.containsKey(key)) {
                Job job = moved.getOrDefault(key, known.get(key));
                Job stopped = stopped(job);
                if (stopped != job) {
                    moved.put(key, stopped);
                }
            } else {
                // Its submission comes later, or waits; whoever turns it into a job finds the tombstone.
                cancelledEarly.add(key);
            }
        }

        private Job stopped(Job job) {
            boolean over = job.state().isTerminal() || job.state() == JobState.CANCELLING;
            return over ? job : job.cancelRequested(now);
        }

        void store() {
            tombstones.add(cancelledEarly);
            parked.park(parking);
            recorder.add(born.values(), now);
            recorder.save(moved.values(), now);
            // Who submits again has not heard of the job: it is told once more, as it stands.
            asked.removeAll(moved.keySet());
            recorder.repeat(asked.stream().map(known::get).toList(), now);
        }
    }
}
