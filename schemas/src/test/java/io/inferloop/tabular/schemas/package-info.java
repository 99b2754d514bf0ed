/**
 * Tests of the contracts themselves: compatibility with what was released, and the bytes of a record.
 * Tests against a registry are the platform's.
 */
@NullMarked
package io.inferloop.tabular.schemas;

import org.jspecify.annotations.NullMarked;
