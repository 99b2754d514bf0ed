package io.inferloop.tabular.gateway.web;

/**
 * One thing wrong with a request.
 *
 * @param pointer JSON Pointer (RFC 6901) into the request's body; empty for the body as a whole
 * @param detail what is wrong and what would be right, for the caller
 */
public record Mistake(String pointer, String detail) {}
