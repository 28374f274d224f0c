/**
 * The spaces that hidden units are placed in: sphere and circle, torus, Klein bottle, Euclidean space and products of
 * any spaces.
 *
 * <p>A regularizer draws points here, asks for their distances and, if points are learned, for the gradients of the
 * distances; nothing flows back. Each space is a record that is its own settings; all of them are stateless.
 */
@NullMarked
package io.moduli.plugins.moduli.space;

import org.jspecify.annotations.NullMarked;
