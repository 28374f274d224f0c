/**
 * What a component keeps from step to step, so that a run can store and restore it: a {@link io.moduli.api.state.Stateful}
 * component returns named {@link io.moduli.api.state.StateArray arrays} and accepts them again.
 */
@NullMarked
package io.moduli.api.state;

import org.jspecify.annotations.NullMarked;
