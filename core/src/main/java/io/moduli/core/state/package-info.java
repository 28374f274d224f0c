/**
 * What a run is at some moment, as one dictionary: numbers and texts by name, arrays beside them, dictionaries below it. Whoever
 * owns a part of the state writes it to a {@link io.moduli.core.state.StateWriter} and takes it back from a {@link
 * io.moduli.core.state.StateReader}; neither knows of files.
 */
@NullMarked
package io.moduli.core.state;

import org.jspecify.annotations.NullMarked;
