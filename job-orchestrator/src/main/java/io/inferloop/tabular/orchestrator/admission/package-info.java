/**
 * Which submissions become jobs: what an organization, its plan and its datasets allow.
 * Commands that wait for a dataset are parked here; nothing runs here.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.admission;

import org.jspecify.annotations.NullMarked;
