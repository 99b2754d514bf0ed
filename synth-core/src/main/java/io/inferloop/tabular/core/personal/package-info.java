/**
 * What personal data is made of, whatever table it stands in: words for new names and addresses, which Datafaker brings, and
 * the check digits of cards and accounts.
 *
 * <p>Which columns are personal is decided in {@code table}, how they are made anew in {@code keys}.
 */
@NullMarked
package io.inferloop.tabular.core.personal;

import org.jspecify.annotations.NullMarked;
