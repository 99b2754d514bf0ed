/**
 * Objects in an S3 compatible store: streamed in and out, measured and hashed on the way.
 * No naming of objects: keys are decided by whoever owns the content.
 */
@NullMarked
package io.inferloop.tabular.platform.storage;

import org.jspecify.annotations.NullMarked;
