package io.inferloop.tabular.platform.storage;

import io.inferloop.tabular.platform.failure.RetryableException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Gives the store's failures their kind. The SDK has already tried a few times when they get here. */
final class S3Failures {

    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private S3Failures() {}

    static <T> T translate(String action, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (NoSuchKeyException e) {
            throw new ObjectNotFoundException(key, e);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code(e))) {
                throw new ObjectNotFoundException(key, e);
            }
            if (e.statusCode() >= SERVER_ERROR || e.statusCode() == REQUEST_TIMEOUT || e.statusCode() == TOO_MANY) {
                throw away(action, key, e);
            }
            throw new IllegalStateException(
                    "The object store refused to %s '%s': %s".formatted(action, key, e.getMessage()), e);
        } catch (SdkClientException e) {
            throw away(action, key, e);
        }
    }

    static RetryableException away(String action, String key, Exception cause) {
        return new RetryableException(
                "object_store_unavailable",
                "The object store could not %s '%s': %s".formatted(action, key, cause.getMessage()),
                cause);
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }
}
