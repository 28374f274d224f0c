/**
 * The {@code moduli} command: arguments come in, the core runs, an exit status goes out.
 */
package io.moduli.cli;
