/**
 * The {@code moduli} command.
 *
 * <p>Arguments come in through {@link io.moduli.cli.Main}, picocli makes a command of them, the command asks {@code
 * io.moduli.core} for what it does, and an exit status goes out. Results are written to standard output, progress and
 * everything that is wrong to standard error; nothing outside of this package talks to a terminal.
 */
@NullMarked
package io.moduli.cli;

import org.jspecify.annotations.NullMarked;
