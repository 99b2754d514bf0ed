@NullMarked
package io.inferloop.tabular.validationworker.report;

import org.jspecify.annotations.NullMarked;
