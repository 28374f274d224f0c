/**
 * The state of a run at some moment, as one dictionary: numbers and texts by name, arrays, and nested dictionaries. The
 * owner of each part of the state writes it to a {@link io.moduli.core.state.StateWriter} and restores it from a
 * {@link io.moduli.core.state.StateReader}; neither knows about files.
 */
@NullMarked
package io.moduli.core.state;

import org.jspecify.annotations.NullMarked;
