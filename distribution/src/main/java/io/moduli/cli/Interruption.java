package io.moduli.cli;

import io.moduli.core.pipeline.Cancellation;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Listens for Ctrl-C, for requests to terminate and for a closed terminal during a run. The first signal asks the run
 * to stop, which then finishes its files; a second Ctrl-C or request ends the process. A second signal of a closed
 * terminal does not, since its shell may send it again. If the process was started to survive that, for example by
 * {@code nohup}, Java respects it.
 *
 * <p>A shutdown hook would not do: it cannot detect a second Ctrl-C. The class of the JDK that can is supported, but
 * javac warns about it (hence {@code -XDignore.symbol.file} in the module's pom).
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
            // Windows has no signal for a closed terminal, and with -Xrs Java does not handle signals.
            return;
        }
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
