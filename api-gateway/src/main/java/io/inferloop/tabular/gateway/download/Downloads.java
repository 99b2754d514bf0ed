package io.inferloop.tabular.gateway.download;

import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Gives stored files to clients: streamed through here, whole or a range of them, or by a redirect to the object store. Honours
 * {@code Range}, {@code If-Range}, {@code If-Match} and {@code If-None-Match} (RFC 9110); never holds a file in memory.
 */
@Component
public class Downloads {

    /** Long enough to begin a download; one that has begun is not cut off. */
    static final Duration URL_VALID_FOR = Duration.ofMinutes(5);

    private final ObjectStore store;

    Downloads(ObjectStore store) {
        this.store = store;
    }

    /**
     * The answer to a GET or HEAD of the file.
     *
     * @throws ApiProblem 410 when the object is gone, 412 and 416 by the request's conditions and range
     */
    public ResponseEntity<InputStreamResource> answer(StoredFile file, HttpServletRequest request) {
        String wanted = request.getHeader(HttpHeaders.IF_MATCH);
        if (wanted != null && !names(wanted, file.etag())) {
            throw ApiProblem.of(
                    HttpStatus.PRECONDITION_FAILED,
                    "another_version",
                    "%s has the entity tag %s, not the one that was asked for.".formatted(file.name(), file.etag()));
        }
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && names(known, file.etag())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(file.etag())
                    .build();
        }
        Optional<ByteSlice> slice =
                ByteSlice.read(request.getHeader(HttpHeaders.RANGE), request.getHeader(HttpHeaders.IF_RANGE), file);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        slice.isPresent() ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK)
                .contentType(MediaType.parseMediaType(file.contentType()))
                .contentLength(slice.map(ByteSlice::size).orElse(file.sizeBytes()))
                .eTag(file.etag())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file));
        slice.ifPresent(it -> answer.header(
                HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(it.first(), it.last(), file.sizeBytes())));
        if ("HEAD".equals(request.getMethod())) {
            checkStored(file);
            return answer.build();
        }
        return answer.body(new InputStreamResource(open(file, slice)));
    }

    /**
     * Sends the client to the object store, where it gets the file without a key of ours: it must not send one there.
     *
     * @throws ApiProblem 410 when the object is gone
     */
    public ResponseEntity<InputStreamResource> redirect(StoredFile file) {
        checkStored(file);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(store.presignGet(file.objectKey(), URL_VALID_FOR, disposition(file), file.contentType()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /**
     * Answers with the files as one archive, made on the way; never holds a file in memory. Equal files give equal bytes.
     *
     * @param time of all its entries
     * @throws ApiProblem 410 when an object is gone
     */
    public void zip(
            String name, List<StoredFile> files, Instant time, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        files.forEach(this::checkStored);
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        if ("HEAD".equals(request.getMethod())) {
            return;
        }
        try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream())) {
            for (StoredFile file : files) {
                ZipEntry entry = new ZipEntry(file.name());
                entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
                zip.putNextEntry(entry);
                try (InputStream bytes = store.open(file.objectKey())) {
                    bytes.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    /** Removes the object for good; done, too, when it is gone already. */
    public void delete(StoredFile file) {
        store.delete(file.objectKey());
    }

    private InputStream open(StoredFile file, Optional<ByteSlice> slice) {
        try {
            return slice.isPresent()
                    ? store.open(
                            file.objectKey(), slice.get().first(), slice.get().last())
                    : store.open(file.objectKey());
        } catch (ObjectNotFoundException e) {
            throw gone(file);
        }
    }

    private void checkStored(StoredFile file) {
        if (store.head(file.objectKey()).isEmpty()) {
            throw gone(file);
        }
    }

    private static ApiProblem gone(StoredFile file) {
        return ApiProblem.of(HttpStatus.GONE, "result_deleted", "%s is no longer stored.".formatted(file.name()));
    }

    private static String disposition(StoredFile file) {
        return ContentDisposition.attachment().filename(file.name()).build().toString();
    }

    /** Whether a list of entity tags, or {@code *}, names this one. Ours are strong; a proxy may have weakened the client's. */
    private static boolean names(String tags, @Nullable String etag) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
