package io.inferloop.tabular.gateway.download;

import io.inferloop.tabular.gateway.web.ApiProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;

/**
 * The part of a file that a client asked for (RFC 9110, 14). One range is served; several, and what cannot be read, are answered with the
 * whole file, as the RFC allows.
 *
 * @param first position of the first byte
 * @param last position of the last byte
 */
record ByteSlice(long first, long last) {

    /**
     * Empty where the whole file is wanted: no range, or one for an older version of the file.
     *
     * @param ifRange the range counts only if this is the file's entity tag
     * @throws ApiProblem 416 for a range that begins behind the end
     */
    static Optional<ByteSlice> read(@Nullable String range, @Nullable String ifRange, StoredFile file) {
        if (range == null || (ifRange != null && !ifRange.strip().equals(file.etag()))) {
            return Optional.empty();
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(range);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        if (ranges.size() != 1) {
            return Optional.empty();
        }
        long size = file.sizeBytes();
        if (size == 0 || ranges.getFirst().getRangeStart(size) >= size) {
            throw ApiProblem.of(
                            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                            "range_not_satisfiable",
                            "%s has %,d bytes; %s is outside of it.".formatted(file.name(), size, range))
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        }
        return Optional.of(new ByteSlice(
                ranges.getFirst().getRangeStart(size), ranges.getFirst().getRangeEnd(size)));
    }

    long size() {
        return last - first + 1;
    }
}
