package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.web.StrictJson;
import io.inferloop.tabular.platform.storage.PartUploads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Uploads whose bytes do not pass the gateway. */
@RestController
@RequestMapping("/v1/datasets/uploads")
class DirectUploadController {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final DirectUploadStart start;
    private final DirectUploadCompletion completion;
    private final DirectUploads uploads;
    private final Datasets datasets;
    private final PartUploads parts;
    private final StrictJson strictJson;
    private final Clock clock;

    DirectUploadController(
            DirectUploadStart start,
            DirectUploadCompletion completion,
            DirectUploads uploads,
            Datasets datasets,
            PartUploads parts,
            StrictJson strictJson,
            Clock clock) {
        this.start = start;
        this.completion = completion;
        this.uploads = uploads;
        this.datasets = datasets;
        this.parts = parts;
        this.strictJson = strictJson;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DirectUploadBody> begin(Caller caller, HttpServletRequest request) throws IOException {
        DirectUpload upload = start.start(caller, strictJson.readObject(request.getInputStream()));
        return ResponseEntity.created(URI.create(DirectUploadBody.path(upload.id())))
                .body(body(upload));
    }

    /** The upload with URLs that are signed anew and end when it does. */
    @GetMapping("/{id}")
    DirectUploadBody get(Caller caller, @PathVariable UUID id) {
        return body(find(caller, new DatasetId(id)));
    }

    /** 201 with the dataset, and the same again as often as it is asked. */
    @PostMapping(path = "/{id}/complete", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DatasetBody> complete(Caller caller, @PathVariable UUID id, HttpServletRequest request)
            throws IOException {
        DatasetId dataset = new DatasetId(id);
        Optional<Dataset> made = datasets.find(caller.organizationId(), dataset);
        Dataset completed = made.isPresent()
                ? made.get()
                : completion.complete(caller, find(caller, dataset), strictJson.readObject(request.getInputStream()));
        return ResponseEntity.created(URI.create(DatasetBody.path(dataset))).body(DatasetBody.of(completed));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> abort(Caller caller, @PathVariable UUID id) {
        if (!start.abort(find(caller, new DatasetId(id)))) {
            throw DirectUploadCompletion.unknown(new DatasetId(id));
        }
        return ResponseEntity.noContent().build();
    }

    private DirectUpload find(Caller caller, DatasetId id) {
        return uploads.find(caller.organizationId(), id).orElseThrow(() -> DirectUploadCompletion.unknown(id));
    }

    private DirectUploadBody body(DirectUpload upload) {
        Duration left = Duration.between(clock.instant(), upload.expiresAt());
        Duration validFor = left.compareTo(SHORTEST) > 0 ? left : SHORTEST;
        return DirectUploadBody.of(
                upload,
                (number, sizeBytes) ->
                        parts.url(upload.objectKey(), upload.multipartId(), number, sizeBytes, validFor));
    }
}
