/**
 * Moduli spaces, inhibitors and the regularizers that they shape.
 */
package io.moduli.plugins.moduli;
