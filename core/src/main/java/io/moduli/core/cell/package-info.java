/**
 * The standard recurrent cells, which core contributes through the same {@link io.moduli.api.Plugin} interface as any
 * plugin: Elman, LSTM and GRU, each a pair of vectorised loops over the windows of a time step.
 */
@NullMarked
package io.moduli.core.cell;

import org.jspecify.annotations.NullMarked;
