/**
 * Who may issue a command: signing by the gateway, verifying by the orchestrator.
 * API keys of REST clients are the gateway's own and not here.
 */
@NullMarked
package io.inferloop.tabular.platform.security;

import org.jspecify.annotations.NullMarked;
