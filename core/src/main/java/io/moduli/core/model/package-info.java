/**
 * Networks as files: tensors in the safetensors format, written and read, and networks read from them, no matter which
 * program wrote them, as long as the tensors have PyTorch's names.
 */
@NullMarked
package io.moduli.core.model;

import org.jspecify.annotations.NullMarked;
