package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.idempotency.RequestKey;
import java.io.InputStream;
import java.util.Optional;

/**
 * An upload as it was asked for.
 *
 * @param name what the dataset shall be called
 * @param format csv, parquet or ndjson
 * @param gzip whether the body is compressed
 * @param promisedSha256 of the body's bytes as they come
 * @param body read once, to its end; the container's to close
 */
record Upload(
        Caller caller,
        String name,
        String format,
        boolean gzip,
        Optional<String> promisedSha256,
        Optional<RequestKey> key,
        InputStream body) {}
