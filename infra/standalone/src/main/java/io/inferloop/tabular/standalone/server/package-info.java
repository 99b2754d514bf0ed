/**
 * The five servers that the stack stands on, from artifacts of Maven Central: how each is set up, started and asked whether it is ready.
 * Not here: running them, which is {@code process}; what is stored in them, which is each service's own.
 */
@NullMarked
package io.inferloop.tabular.standalone.server;

import org.jspecify.annotations.NullMarked;
