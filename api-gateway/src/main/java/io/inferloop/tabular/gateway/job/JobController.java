package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.idempotency.RequestKey;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/v1/jobs")
class JobController {

    private static final int LONGEST_PAGE = 100;

    private final JobSubmission submission;
    private final JobCancellation cancellation;
    private final Jobs jobs;
    private final JobWaiters waiters;
    private final StrictJson strictJson;
    private final JsonMapper json;

    JobController(
            JobSubmission submission,
            JobCancellation cancellation,
            Jobs jobs,
            JobWaiters waiters,
            StrictJson strictJson,
            JsonMapper json) {
        this.submission = submission;
        this.cancellation = cancellation;
        this.jobs = jobs;
        this.waiters = waiters;
        this.strictJson = strictJson;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> submit(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Cancel-After", required = false) @Nullable String cancelAfter,
            HttpServletRequest request)
            throws IOException {
        return submission.submit(
                caller,
                RequestKey.read(key, caller.organizationId(), "POST /v1/jobs"),
                strictJson.readObject(request.getInputStream()),
                CancelAfter.read(cancelAfter));
    }

    /**
     * The job now; with {@code Prefer: wait=n} once it has ended or n seconds are over. With {@code If-None-Match} as well, waiting ends
     * at the first change, and 304 says that there was none.
     */
    @GetMapping("/{id}")
    ResponseEntity<JobBody> get(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String seen)
            throws InterruptedException {
        Optional<Duration> wait = WaitPreference.read(prefer);
        Predicate<Job> wanted =
                seen == null ? job -> job.state().isLast() : job -> !etag(job).equals(seen);
        Job job = wait.isEmpty()
                ? find(caller, id)
                : waiters.await(new JobId(id), () -> find(caller, id), wanted, wait.get());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        etag(job).equals(seen) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag(job));
        wait.ifPresent(it -> answer.header("Preference-Applied", "wait=" + it.toSeconds()));
        if (!job.state().isLast()) {
            answer.header("Retry-After", "1");
        }
        return etag(job).equals(seen) ? answer.build() : answer.body(JobBody.of(job, caller.plan(), json));
    }

    @GetMapping
    JobPage list(
            Caller caller,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam MultiValueMap<String, String> query) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid_limit",
                    "limit must be 1 to %d, got %d.".formatted(LONGEST_PAGE, limit));
        }
        JobFilter filter = JobFilter.read(query);
        List<Job> found = jobs.page(
                caller.organizationId(), filter, cursor == null ? null : JobCursor.parse(cursor, filter), limit + 1);
        boolean more = found.size() > limit;
        List<Job> page = more ? found.subList(0, limit) : found;
        return new JobPage(
                page.stream().map(job -> JobBody.of(job, caller.plan(), json)).toList(),
                more,
                more ? JobCursor.of(page.getLast(), filter).text() : null);
    }

    /**
     * Answers at once, with the job as it is known and the time of the request; the orchestrator decides what becomes of it. A job that is
     * being cancelled or was, is answered the same again; one that ended otherwise is refused.
     */
    @PostMapping("/{id}/cancel")
    ResponseEntity<JobBody> cancel(Caller caller, @PathVariable UUID id) {
        Job job = find(caller, id);
        Job cancelled = cancellation.cancel(job);
        return ResponseEntity.accepted()
                .location(java.net.URI.create(JobBody.path(job.id())))
                .header("Retry-After", "1")
                .body(JobBody.of(cancelled, caller.plan(), json));
    }

    record JobPage(
            List<JobBody> jobs, boolean hasMore, @Nullable String nextCursor) {}

    private Job find(Caller caller, UUID id) {
        return jobs.find(caller.organizationId(), new JobId(id)).orElseThrow(() -> unknown(id));
    }

    static ApiProblem unknown(UUID id) {
        return ApiProblem.notFound("unknown_job", "There is no job %s.".formatted(id));
    }

    private static String etag(Job job) {
        return "\"" + job.sequence() + "\"";
    }
}
