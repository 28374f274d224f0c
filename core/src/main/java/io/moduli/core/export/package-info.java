/** Stored networks in other formats: ONNX, NumPy's npz, and what PyTorch's {@code load_state_dict} takes. */
@NullMarked
package io.moduli.core.export;

import org.jspecify.annotations.NullMarked;
