/**
 * The validation task from its dispatch record to its outputs. The only package here that knows Avro and the object store;
 * what is measured lives in {@code evaluation}.
 */
@NullMarked
package io.inferloop.tabular.validationworker.task;

import org.jspecify.annotations.NullMarked;
