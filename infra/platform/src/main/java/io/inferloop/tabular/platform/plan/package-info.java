/**
 * What each plan allows, read from one validated document.
 * Prices are in the billing price book; who is on which plan is in the organizations topic.
 */
@NullMarked
package io.inferloop.tabular.platform.plan;

import org.jspecify.annotations.NullMarked;
