/**
 * The {@code moduli} command.
 *
 * <p>Arguments come in through {@link io.moduli.cli.Main}, picocli turns them into a command, the command calls
 * {@code io.moduli.core}, and an exit status is returned. Results are written to standard output, progress and problems
 * to standard error; nothing outside this package writes to a terminal.
 */
@NullMarked
package io.moduli.cli;

import org.jspecify.annotations.NullMarked;
