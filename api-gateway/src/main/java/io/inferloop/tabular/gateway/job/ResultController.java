package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.download.Downloads;
import io.inferloop.tabular.gateway.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a job made: through here, or with {@code redirect=true} straight from the object store. */
@RestController
@RequestMapping("/v1/jobs/{id}/result")
class ResultController {

    private final Jobs jobs;
    private final Downloads downloads;

    ResultController(Jobs jobs, Downloads downloads) {
        this.jobs = jobs;
        this.downloads = downloads;
    }

    @GetMapping
    ResponseEntity<InputStreamResource> main(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean redirect,
            HttpServletRequest request) {
        Job job = finished(caller, id);
        return answer(job, job.mainOutput(), redirect, request);
    }

    @GetMapping("/{name}")
    ResponseEntity<InputStreamResource> named(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean redirect,
            HttpServletRequest request) {
        return answer(finished(caller, id), name, redirect, request);
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

    private ResponseEntity<InputStreamResource> answer(
            Job job, String name, boolean redirect, HttpServletRequest request) {
        Job.Output output = job.output(name)
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown_output", "Job %s has no output named %s.".formatted(job.id(), name)));
        return redirect ? downloads.redirect(output.file()) : downloads.answer(output.file(), request);
    }
}
