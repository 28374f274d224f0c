/**
 * How what a network learns gets its first values: {@link io.moduli.core.initializer.WeightDraw} draws every parameter
 * uniformly, but hands weights of the roles that a {@link io.moduli.api.initializer.WeightInitializer} is on to it, together with
 * the geometries of their units.
 */
@NullMarked
package io.moduli.core.initializer;

import org.jspecify.annotations.NullMarked;
