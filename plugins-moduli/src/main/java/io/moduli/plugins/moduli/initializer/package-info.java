/**
 * First weights: {@link io.moduli.plugins.moduli.initializer.UniformWeights}, which may be scaled to the existing
 * connections, orthogonal ones, the identity, and a kernel of the distance on the layer's geometry. Each writes the
 * weights of the roles that it is on, row by row.
 */
@NullMarked
package io.moduli.plugins.moduli.initializer;

import org.jspecify.annotations.NullMarked;
