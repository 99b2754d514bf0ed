package io.inferloop.tabular.gateway.account;

import java.util.UUID;

/** Said inside the process after an API key was revoked. */
public record KeyRevoked(UUID keyId) {}
