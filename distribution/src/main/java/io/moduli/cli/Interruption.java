package io.moduli.cli;

import io.moduli.core.pipeline.Cancellation;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Listens for Ctrl-C, for the request to terminate and for a terminal that is closed while a run goes on. The first asks the
 * run to stop, which then finishes its files; a second Ctrl-C or request ends the process. A terminal that is closed does
 * not: its shell may tell of it again. Where the process was started to survive that, as by {@code nohup}, Java keeps to it.
 *
 * <p>A shutdown hook would not do: it cannot tell a second Ctrl-C. The class of the JDK that can is supported, but javac
 * warns of it (hence {@code -XDignore.symbol.file} in the module's pom).
 */
final class Interruption implements AutoCloseable {

    private static final String HANG_UP = "HUP";

    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

    private Interruption() {}

    /** Listens from now on until it is closed. */
    static Interruption listen(Cancellation cancellation, PrintStream err) {
        AtomicBoolean asked = new AtomicBoolean();
        Interruption interruption = new Interruption();
        for (String name : new String[] {"INT", "TERM", HANG_UP}) {
            interruption.handle(name, _ -> {
                boolean again = asked.getAndSet(true);
                if (again && !name.equals(HANG_UP)) {
                    Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
                }
                cancellation.request();
                if (!again) {
                    err.println(
                            System.lineSeparator() + "stopping after this step; press Ctrl-C again to stop at once");
                }
            });
        }
        return interruption;
    }

    private void handle(String name, SignalHandler handler) {
        try {
            Signal signal = new Signal(name);
            before.put(signal, Signal.handle(signal, handler));
        } catch (IllegalArgumentException unavailable) {
            // Windows has no terminal that hangs up, and with -Xrs Java leaves signals alone.
            return;
        }
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
