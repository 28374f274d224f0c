package io.moduli.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it failed, which a print stream does not. */
final class StandardOutput extends OutputStream {

    private final OutputStream target;
    private @Nullable IOException failure;

    /** @param target receives the bytes */
    StandardOutput(OutputStream target) {
        this.target = new BufferedOutputStream(target);
    }

    /** A stream to print on. */
    PrintStream printer() {
        return new PrintStream(this, false, System.out.charset());
    }

    /** Why some of the output was lost. A reader that has seen enough, such as {@code head}, is not a failure. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(thrown -> String.valueOf(thrown.getMessage()))
                .filter(message -> !message.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    @Override
    public void write(int value) throws IOException {
        try {
            target.write(value);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            target.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException thrown) {
        if (failure == null) {
            failure = thrown;
        }
        return thrown;
    }
}
