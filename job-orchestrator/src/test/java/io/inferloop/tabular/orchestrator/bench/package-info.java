/**
 * The orchestrator on a workbench: its real beans on a real PostgreSQL, with nothing that runs by itself.
 * No tests; they stand beside what they test.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.bench;

import org.jspecify.annotations.NullMarked;
