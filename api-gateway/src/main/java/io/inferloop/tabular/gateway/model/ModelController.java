package io.inferloop.tabular.gateway.model;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.download.Downloads;
import io.inferloop.tabular.gateway.download.StoredFile;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.PageCursor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/models")
class ModelController {

    private static final int LONGEST_PAGE = 100;

    private final Models models;
    private final Downloads downloads;
    private final Clock clock;

    ModelController(Models models, Downloads downloads, Clock clock) {
        this.models = models;
        this.downloads = downloads;
        this.clock = clock;
    }

    @GetMapping
    ModelPage list(
            Caller caller,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid_limit",
                    "limit must be 1 to %d, got %d.".formatted(LONGEST_PAGE, limit));
        }
        List<Model> found =
                models.page(caller.organizationId(), cursor == null ? null : PageCursor.parse(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<Model> page = more ? found.subList(0, limit) : found;
        return new ModelPage(
                page.stream()
                        .filter(model -> !model.files().isEmpty() && !isExpired(caller, model))
                        .map(model -> ModelBody.of(model, caller.plan()))
                        .toList(),
                more,
                more
                        ? new PageCursor(
                                        page.getLast().jobCreatedAt(),
                                        page.getLast().id().value())
                                .text()
                        : null);
    }

    record ModelPage(
            List<ModelBody> models,
            boolean hasMore,
            @Nullable String nextCursor) {}

    @GetMapping("/{id}")
    ModelBody get(Caller caller, @PathVariable UUID id) {
        return ModelBody.of(kept(caller, id), caller.plan());
    }

    /** Both files in one: what {@code synth-core} loads from a folder, and any ONNX Runtime runs. */
    @GetMapping("/{id}/artifact")
    void artifact(Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Model model = kept(caller, id);
        downloads.zip("model-%s.zip".formatted(id), model.files(), model.createdAt(), request, response);
    }

    @GetMapping("/{id}/{name}")
    ResponseEntity<InputStreamResource> file(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean redirect,
            HttpServletRequest request) {
        StoredFile file = kept(caller, id)
                .file(name)
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown_file",
                        "Model %s has no file named %s; it has model.onnx and model.json.".formatted(id, name)));
        return redirect ? downloads.redirect(file) : downloads.answer(file, request);
    }

    /** Deletes the files first: what is interrupted in between is there to be deleted again. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        Model model = find(caller, id);
        model.files().forEach(downloads::delete);
        models.deleted(caller.organizationId(), model, clock.instant());
        return ResponseEntity.noContent().build();
    }

    private Model kept(Caller caller, UUID id) {
        Model model = find(caller, id);
        if (model.deletedAt() != null) {
            throw ApiProblem.of(
                    HttpStatus.GONE, "model_deleted", "Model %s was deleted at %s.".formatted(id, model.deletedAt()));
        }
        if (isExpired(caller, model)) {
            throw ApiProblem.of(
                    HttpStatus.GONE,
                    "model_expired",
                    "Model %s was kept until %s; plan %s keeps models for %d days."
                            .formatted(
                                    id,
                                    model.expiresAt(caller.plan()),
                                    caller.plan().id(),
                                    caller.plan().resultRetentionDays()));
        }
        return model;
    }

    private boolean isExpired(Caller caller, Model model) {
        return !clock.instant().isBefore(model.expiresAt(caller.plan()));
    }

    private Model find(Caller caller, UUID id) {
        return models.find(caller.organizationId(), new ModelId(id))
                .orElseThrow(() -> ApiProblem.notFound("unknown_model", "There is no model %s.".formatted(id)));
    }
}
