/**
 * How stored objects reach clients: whole, in ranges, or by a URL that is signed for them.
 * Not here: whose objects they are and whether they may be had (job, model).
 */
@NullMarked
package io.inferloop.tabular.gateway.download;

import org.jspecify.annotations.NullMarked;
