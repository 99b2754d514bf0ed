package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Streams what a job made from the object store to the client. */
@RestController
@RequestMapping("/v1/jobs/{id}/result")
class ResultController {

    private final Jobs jobs;
    private final ObjectStore store;

    ResultController(Jobs jobs, ObjectStore store) {
        this.jobs = jobs;
        this.store = store;
    }

    @GetMapping
    ResponseEntity<InputStreamResource> main(Caller caller, @PathVariable UUID id) {
        Job job = finished(caller, id);
        return stream(job, job.mainOutput());
    }

    @GetMapping("/{name}")
    ResponseEntity<InputStreamResource> named(Caller caller, @PathVariable UUID id, @PathVariable String name) {
        return stream(finished(caller, id), name);
    }

    private Job finished(Caller caller, UUID id) {
        Job job = jobs.find(caller.organizationId(), new JobId(id)).orElseThrow(() -> JobController.unknown(id));
        if (job.state() == JobState.SUCCEEDED) {
            return job;
        }
        String detail = "Job %s is %s; it has no result%s."
                .formatted(id, job.state().text(), job.state().isLast() ? "" : " yet");
        throw job.state().isLast()
                ? ApiProblem.of(HttpStatus.CONFLICT, "job_without_result", detail)
                : ApiProblem.of(HttpStatus.CONFLICT, "job_not_finished", detail).header(HttpHeaders.RETRY_AFTER, "1");
    }

    private ResponseEntity<InputStreamResource> stream(Job job, String name) {
        Job.Output output = job.output(name)
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown_output", "Job %s has no output named %s.".formatted(job.id(), name)));
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(output.contentType()))
                    .contentLength(output.sizeBytes())
                    .eTag("\"" + output.sha256() + "\"")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename(output.name())
                                    .build()
                                    .toString())
                    .body(new InputStreamResource(store.open(output.objectKey())));
        } catch (ObjectNotFoundException e) {
            throw ApiProblem.of(
                    HttpStatus.GONE, "result_deleted", "The result of job %s is no longer stored.".formatted(job.id()));
        }
    }
}
