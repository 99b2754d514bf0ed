/**
 * What holds for the whole: the arrows between modules, and the system as running processes, driven through its front
 * door and killed on the way. Tests of one module live in that module.
 */
@NullMarked
package io.inferloop.tabular.e2e;

import org.jspecify.annotations.NullMarked;
