/**
 * Real servers for tests: one set per test virtual machine, started when the first test asks, with a database, bucket or topic prefix of its own for each.
 * Not here: fakes of the services, and anything that production code needs.
 */
@NullMarked
package io.inferloop.tabular.testsupport;

import org.jspecify.annotations.NullMarked;
