package io.inferloop.tabular.standalone.server;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 for requests without query parameters, which is all that setting up a bucket takes. */
final class S3Signature {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;

    private S3Signature() {}

    static HttpRequest sign(S3Address address, String method, String path, byte[] body) {
        URI target = address.endpoint().resolve(path);
        String time = TIME.format(Instant.now());
        String date = time.substring(0, DATE_LENGTH);
        String bodyHash = HexFormat.of().formatHex(sha256(body));
        String canonical = "%s\n%s\n\nhost:%s\nx-amz-content-sha256:%s\nx-amz-date:%s\n\n%s\n%s"
                .formatted(
                        method,
                        path,
                        target.getAuthority(),
                        bodyHash,
                        time,
                        "host;x-amz-content-sha256;x-amz-date",
                        bodyHash);
        String scope = "%s/%s/s3/aws4_request".formatted(date, address.region());
        String toSign = "AWS4-HMAC-SHA256\n%s\n%s\n%s"
                .formatted(time, scope, HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        byte[] key = ("AWS4" + address.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        String authorization =
                "AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=%s"
                        .formatted(address.accessKey(), scope, HexFormat.of().formatHex(hmac(key, toSign)));
        return HttpRequest.newBuilder(target)
                .header("x-amz-date", time)
                .header("x-amz-content-sha256", bodyHash)
                .header("Authorization", authorization)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
