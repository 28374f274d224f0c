/**
 * The geometry that makes a network sparse: a {@link io.moduli.api.geometry.ModuliSpace} in which hidden neurons have
 * their points, and an {@link io.moduli.api.geometry.Inhibitor} that turns the distance of two neurons into the cost of
 * the weight between them.
 *
 * <p>Everything here is plain {@code double} arithmetic on arrays; a space needs no native library, and neither do its
 * tests.
 */
@NullMarked
package io.moduli.api.geometry;

import org.jspecify.annotations.NullMarked;
