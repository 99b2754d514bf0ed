package io.inferloop.tabular.platform.storage;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object of unknown length: parts of 8 MiB from one buffer, each sent when it is full; an object that fits in the first is put in one request. From part 5 000 on
 * parts are twice as large, which makes room for 118 GiB in S3's 10 000 parts.
 */
final class MultipartWriter extends ObjectWriter {

    static final int PART_BYTES = 8 * 1024 * 1024;
    private static final int LARGER_PARTS_FROM = 5_000;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final long maxBytes;
    private final MessageDigest digest;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[64 * 1024];
    private int buffered;
    private long size;
    private @Nullable String uploadId;
    private boolean finished;

    MultipartWriter(S3Client s3, String bucket, String key, String contentType, long maxBytes) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
        this.maxBytes = maxBytes;
        this.digest = Sha256.digest();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (finished) {
            throw new IllegalStateException("Object %s is finished".formatted(key));
        }
        size += length;
        if (size > maxBytes) {
            throw new TooLargeException(maxBytes);
        }
        digest.update(bytes, offset, length);
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, partBytes() - buffered);
            reserve(buffered + taken);
            System.arraycopy(bytes, from, buffer, buffered, taken);
            buffered += taken;
            from += taken;
            left -= taken;
            if (buffered == partBytes()) {
                sendPart();
            }
        }
    }

    @Override
    public long sizeBytes() {
        return size;
    }

    @Override
    public StoredObject complete() {
        if (finished) {
            throw new IllegalStateException("Object %s is finished".formatted(key));
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (uploadId == null) {
            S3Failures.translate(
                    "put",
                    key,
                    () -> s3.putObject(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .metadata(Map.of(ObjectStore.SHA256_METADATA, sha256)),
                            RequestBody.fromByteBuffer(java.nio.ByteBuffer.wrap(buffer, 0, buffered))));
        } else {
            if (buffered > 0) {
                sendPart();
            }
            S3Failures.translate(
                    "complete",
                    key,
                    () -> s3.completeMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .uploadId(uploadId)
                            .multipartUpload(upload -> upload.parts(parts))));
        }
        finished = true;
        return new StoredObject(key, size, sha256);
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        finished = true;
        if (uploadId != null) {
            S3Failures.translate(
                    "abort",
                    key,
                    () -> s3.abortMultipartUpload(
                            request -> request.bucket(bucket).key(key).uploadId(uploadId)));
        }
    }

    private void sendPart() {
        if (uploadId == null) {
            uploadId = S3Failures.translate(
                    "start",
                    key,
                    () -> s3.createMultipartUpload(
                                    request -> request.bucket(bucket).key(key).contentType(contentType))
                            .uploadId());
        }
        int number = parts.size() + 1;
        String tag = S3Failures.translate(
                "send part " + number + " of",
                key,
                () -> s3.uploadPart(
                                request -> request.bucket(bucket)
                                        .key(key)
                                        .uploadId(uploadId)
                                        .partNumber(number),
                                RequestBody.fromByteBuffer(java.nio.ByteBuffer.wrap(buffer, 0, buffered)))
                        .eTag());
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        buffered = 0;
    }

    private int partBytes() {
        return parts.size() < LARGER_PARTS_FROM ? PART_BYTES : 2 * PART_BYTES;
    }

    private void reserve(int needed) {
        if (buffer.length < needed) {
            buffer = Arrays.copyOf(buffer, Math.min(partBytes(), Math.max(needed, 2 * buffer.length)));
        }
    }
}
