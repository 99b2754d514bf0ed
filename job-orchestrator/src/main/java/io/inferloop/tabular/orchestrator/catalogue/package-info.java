/**
 * Organizations with their plans, and their datasets, as the gateway last announced them; in memory, loaded before work.
 * Nothing is decided here and nothing is written back.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.catalogue;

import org.jspecify.annotations.NullMarked;
