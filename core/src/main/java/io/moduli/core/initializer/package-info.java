/**
 * How learned parameters get their first values: {@link io.moduli.core.initializer.WeightDraw} draws every parameter
 * uniformly, except weights of the roles that a {@link io.moduli.api.initializer.WeightInitializer} is on, which it passes
 * to the initializer together with the geometries of their units.
 */
@NullMarked
package io.moduli.core.initializer;

import org.jspecify.annotations.NullMarked;
