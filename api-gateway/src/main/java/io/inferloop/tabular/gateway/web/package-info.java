/**
 * How every endpoint answers: problems, request ids, strict JSON.
 * Not here: endpoints.
 */
@NullMarked
package io.inferloop.tabular.gateway.web;

import org.jspecify.annotations.NullMarked;
