package io.inferloop.tabular.gateway.dataset;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** An upload as REST shows it: where each part is to be PUT. */
record DirectUploadBody(
        UUID id,
        String name,
        String format,
        long sizeBytes,
        long partBytes,
        Instant createdAt,
        Instant expiresAt,
        List<PartBody> parts,
        Links links) {

    record PartBody(int number, long sizeBytes, URI url) {}

    record Links(String self, String complete) {}

    interface PartUrls {
        URI of(int number, long sizeBytes);
    }

    static DirectUploadBody of(DirectUpload upload, PartUrls urls) {
        return new DirectUploadBody(
                upload.id().value(),
                upload.name(),
                upload.format(),
                upload.sizeBytes(),
                upload.partBytes(),
                upload.createdAt(),
                upload.expiresAt(),
                IntStream.rangeClosed(1, upload.parts())
                        .mapToObj(number -> new PartBody(
                                number, upload.sizeOfPart(number), urls.of(number, upload.sizeOfPart(number))))
                        .toList(),
                new Links(path(upload.id()), path(upload.id()) + "/complete"));
    }

    static String path(DatasetId id) {
        return "/v1/datasets/uploads/" + id;
    }
}
