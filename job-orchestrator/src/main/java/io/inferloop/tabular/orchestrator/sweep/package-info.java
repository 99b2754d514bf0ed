/**
 * The one thread that looks for jobs whose time has come, the rhythm it does so in, and how they are moved.
 * What is due, and what follows from it, belongs to the packages that implement a sweep.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.sweep;

import org.jspecify.annotations.NullMarked;
