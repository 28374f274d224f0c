/** Arrays of numbers as files that other programs read and write: NumPy's npy and npz, and csv. */
@NullMarked
package io.moduli.core.format;

import org.jspecify.annotations.NullMarked;
