package io.inferloop.tabular.testsupport;

/** A server that a test can ask for. */
public enum ServerKind {
    POSTGRES,
    KAFKA,
    REGISTRY,
    REDIS,
    S3
}
