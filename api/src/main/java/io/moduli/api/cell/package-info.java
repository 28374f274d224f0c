/**
 * Recurrent cells: point-wise gate mathematics. A {@link io.moduli.api.cell.RecurrentCell} declares its {@link
 * io.moduli.api.cell.CellShape} and computes one time step, forward on the windows of a {@link io.moduli.api.cell.ForwardStep}
 * and backward on those of a {@link io.moduli.api.cell.BackwardStep}; the engine does all matrix products around it. A cell
 * never sees a weight, so it does not know whether the weights are dense or sparse.
 */
@NullMarked
package io.moduli.api.cell;

import org.jspecify.annotations.NullMarked;
