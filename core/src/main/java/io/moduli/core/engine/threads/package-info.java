/**
 * A fixed {@link io.moduli.core.engine.threads.Team} of threads that all run the same code on parts of their own. Work
 * is split by index, never by which worker is free, so that sums have the same order in every run.
 */
@NullMarked
package io.moduli.core.engine.threads;

import org.jspecify.annotations.NullMarked;
