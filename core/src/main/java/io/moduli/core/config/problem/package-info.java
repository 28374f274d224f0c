/**
 * What is wrong with an input, and where: an {@link io.moduli.core.config.problem.Origin} for every value, a
 * {@link io.moduli.core.config.problem.Problem} for every fault, and the
 * {@linkplain io.moduli.core.config.problem.Nearest nearest known name} for a misspelt one. Everything that reads input
 * adds to {@link io.moduli.core.config.problem.Problems}; nothing here reads input itself.
 */
@NullMarked
package io.moduli.core.config.problem;

import org.jspecify.annotations.NullMarked;
