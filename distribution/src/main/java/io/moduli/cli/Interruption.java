package io.moduli.cli;

import io.moduli.core.pipeline.Cancellation;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Listens for Ctrl-C while a run goes on. The first asks the run to stop, which then finishes its files; the second ends
 * the process.
 *
 * <p>A shutdown hook would not do: it cannot tell a second Ctrl-C. The class of the JDK that can is supported, but javac
 * warns of it (hence {@code -XDignore.symbol.file} in the module's pom).
 */
final class Interruption implements AutoCloseable {

    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

    private Interruption() {}

    /** Listens from now on until it is closed. */
    static Interruption listen(Cancellation cancellation, PrintStream err) {
        AtomicBoolean asked = new AtomicBoolean();
        Interruption interruption = new Interruption();
        for (String name : new String[] {"INT", "TERM"}) {
            Signal signal = new Signal(name);
            interruption.before.put(signal, Signal.handle(signal, _ -> {
                if (asked.getAndSet(true)) {
                    Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
                }
                cancellation.request();
                err.println(System.lineSeparator() + "stopping after this step; Ctrl-C again stops at once");
            }));
        }
        return interruption;
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
