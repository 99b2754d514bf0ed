/**
 * What a service says when its configuration keeps it from starting: every mistake, by name, at once. The settings
 * themselves live with the features that they belong to.
 */
@NullMarked
package io.inferloop.tabular.platform.configuration;

import org.jspecify.annotations.NullMarked;
