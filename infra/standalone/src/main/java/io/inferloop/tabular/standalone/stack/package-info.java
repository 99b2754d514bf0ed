/**
 * The whole stack of one data folder: which programs belong to it, bringing them up together or not at all, what they are told, how they are.
 * Not here: how a process is handled ({@code process}), what the servers are ({@code server}), what is printed ({@code command}).
 */
@NullMarked
package io.inferloop.tabular.standalone.stack;

import org.jspecify.annotations.NullMarked;
