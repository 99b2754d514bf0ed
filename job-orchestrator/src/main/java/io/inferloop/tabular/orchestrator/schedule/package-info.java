/**
 * Which queued task goes to its lane next, and what happens when nobody takes it.
 * Not what a task is allowed to do: that is decided at admission.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.schedule;

import org.jspecify.annotations.NullMarked;
