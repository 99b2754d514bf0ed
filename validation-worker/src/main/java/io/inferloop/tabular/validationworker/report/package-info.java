/**
 * An evaluation as a page for people: {@code report.html}, whole in itself, with plots, plain words and every number in a
 * table. Knows no message and no store; what is measured lives in {@code evaluation}.
 *
 * <p>The templates ({@code src/main/jte}) are compiled into this package. They escape what they are given by its place in
 * the page; nothing here puts HTML together.
 */
@NullMarked
package io.inferloop.tabular.validationworker.report;

import org.jspecify.annotations.NullMarked;
