@NullMarked
package io.inferloop.tabular.core.synthesis.gaussiancopula;

import org.jspecify.annotations.NullMarked;
