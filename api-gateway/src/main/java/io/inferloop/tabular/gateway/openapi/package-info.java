/**
 * The API's description for programs and people: one OpenAPI document, kept by hand in the resources of the same name.
 * Not here: what holds it against the behaviour, which is a test.
 */
@NullMarked
package io.inferloop.tabular.gateway.openapi;

import org.jspecify.annotations.NullMarked;
