/**
 * How key columns and personal data are made anew, for every algorithm: a recipe is found when a model is fitted, and
 * followed by {@code model} when it is sampled. No value of the table gets into a recipe, and no recipe leads to one.
 */
@NullMarked
package io.inferloop.tabular.core.keys;

import org.jspecify.annotations.NullMarked;
