package io.inferloop.tabular.gateway.account;

import java.util.UUID;

/** Whose an API key is, and the organization as it stands now. */
public record KeyOwner(UUID keyId, Organization organization) {}
