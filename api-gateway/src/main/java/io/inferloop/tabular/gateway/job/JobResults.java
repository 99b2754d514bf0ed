package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.storage.FinishedJob;
import io.inferloop.tabular.gateway.storage.KeptResults;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells storage of jobs that have ended: what they keep there, and whether there may be more than that. */
@Component
class JobResults {

    private final KeptResults results;
    private final JsonMapper json;

    JobResults(KeptResults results, JsonMapper json) {
        this.results = results;
        this.json = json;
    }

    void follow(Collection<Job> changed) {
        results.add(changed.stream()
                .filter(job -> job.state().isLast())
                .map(this::finished)
                .filter(job -> !job.keptKeys().isEmpty() || job.leftovers())
                .toList());
    }

    private FinishedJob finished(Job job) {
        Map<String, Instant> times = job.snapshot().stateTimes();
        boolean ran = times.containsKey("running");
        boolean cleanly = job.state() == JobState.SUCCEEDED && !times.containsKey("retry_wait");
        return new FinishedJob(
                job.organization().value(),
                job.id().value(),
                job.snapshot().outputs().stream().map(Job.Output::objectKey).toList(),
                job.snapshot().outputs().stream()
                        .mapToLong(Job.Output::sizeBytes)
                        .sum(),
                times.getOrDefault(job.state().name().toLowerCase(Locale.ROOT), job.createdAt()),
                ran && !cleanly,
                job.type().equals(ProfileJobs.TYPE)
                        ? UUID.fromString(
                                json.readTree(job.specJson()).path("dataset_id").asString())
                        : null);
    }
}
