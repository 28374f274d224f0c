package io.moduli.core.network.recurrent;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.ForwardStep;

/**
 * A cell's windows of one time step on some units, for the forward and the backward pass.
 *
 * @param forward for the forward pass
 * @param backward for the backward pass, on the same windows
 */
record CellSteps(ForwardStep forward, BackwardStep backward) {}
