/**
 * The plugin {@code moduli-standard}: {@link io.moduli.plugins.moduli.ModuliPlugin} lists the spaces, inhibitors and
 * regularizers that the packages below define.
 *
 * <p>Settings come in through the plugin's factories; from there a regularizer asks an inhibitor, which it gives the
 * distances of a space.
 */
@NullMarked
package io.moduli.plugins.moduli;

import org.jspecify.annotations.NullMarked;
