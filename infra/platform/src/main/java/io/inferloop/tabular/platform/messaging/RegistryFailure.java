package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.failure.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Method;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** What a serializer's exception means. Both vendors wrap their clients' exceptions, so the causes are looked through. */
enum RegistryFailure {
    /** The registry did not answer, or not yet with what was asked. */
    AWAY,
    /** The registry answered that it has no such schema. */
    UNKNOWN_SCHEMA,
    /** The bytes or the value do not fit the schema. */
    DATA;

    private static final int MAX_DEPTH = 20;
    private static final int NOT_FOUND = 404;

    /** How Apicurio's resolver begins when the registry answered and no version of the subject is this schema. */
    private static final String NOT_REGISTERED = "Could not resolve artifact reference by content";

    static RegistryFailure of(Throwable failure) {
        int depth = 0;
        for (@Nullable Throwable cause = failure;
                cause != null && depth < MAX_DEPTH;
                cause = cause.getCause(), depth++) {
            int status = httpStatus(cause);
            if (status == NOT_FOUND || String.valueOf(cause.getMessage()).startsWith(NOT_REGISTERED)) {
                return UNKNOWN_SCHEMA;
            }
            if (status > 0) {
                return AWAY;
            }
            if (cause instanceof AvroRuntimeException || cause instanceof EOFException) {
                return DATA;
            }
            if (cause instanceof IOException || FailureKind.of(cause) == FailureKind.RETRYABLE) {
                return AWAY;
            }
        }
        return DATA;
    }

    /** The innermost message, in one line. */
    static String text(Throwable failure) {
        Throwable last = failure;
        for (int depth = 0; last.getCause() != null && depth < MAX_DEPTH; depth++) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName() + ": " + last.getMessage();
    }

    /** Of the vendors' own exceptions, which share no type that both class paths have: Apicurio's and Confluent's say it by these methods. */
    private static int httpStatus(Throwable failure) {
        for (String name : new String[] {"getStatus", "getResponseStatusCode"}) {
            try {
                Method method = failure.getClass().getMethod(name);
                if (method.invoke(failure) instanceof Integer status) {
                    return status;
                }
            } catch (ReflectiveOperationException absent) {
                continue;
            }
        }
        return 0;
    }
}
