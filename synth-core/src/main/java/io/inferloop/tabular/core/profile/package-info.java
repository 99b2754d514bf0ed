/**
 * What a table is like, told without its rows: types, missing cells, ranges, frequent values, correlations.
 * Not here: comparing two tables (metrics).
 */
@NullMarked
package io.inferloop.tabular.core.profile;

import org.jspecify.annotations.NullMarked;
