package io.inferloop.tabular.platform.security;

import java.util.UUID;

/** The organization a command was proven to come from. Made by {@link CommandVerifier} alone. */
public record VerifiedOrganization(UUID organizationId, String keyId) {}
