package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.S3Address;

/** An empty bucket that no other test sees. */
public record TestBucket(S3Address server, String name) {}
