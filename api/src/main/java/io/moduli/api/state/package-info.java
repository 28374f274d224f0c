/**
 * What a component keeps from step to step, so that a run can store it and take it back: a {@link
 * io.moduli.api.state.Stateful} component hands out named {@link io.moduli.api.state.StateArray arrays} and accepts its own
 * again.
 */
@NullMarked
package io.moduli.api.state;

import org.jspecify.annotations.NullMarked;
