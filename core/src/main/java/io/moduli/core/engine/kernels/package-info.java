/**
 * Loops over memory on the Vector API: point-wise work, rows, tokens, sparse products and optimizer updates. A kernel gets
 * matrices, addresses or a parameter, and a range of rows or entries; it knows no threads and no network.
 */
@NullMarked
package io.moduli.core.engine.kernels;

import org.jspecify.annotations.NullMarked;
