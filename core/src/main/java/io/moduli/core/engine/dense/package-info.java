/** Dense matrix products: {@link io.moduli.core.engine.dense.Blas} calls OpenBLAS through the foreign-function API. */
@NullMarked
package io.moduli.core.engine.dense;

import org.jspecify.annotations.NullMarked;
