package io.moduli.core.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the benchmark's report says of the machine. */
final class Machine {

    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");
    private static final long LOOK_MILLISECONDS = 500;
    private static final int LOOKS = 60;
    private static final double QUIET = 0.05;

    private Machine() {}

    /** The processor's name where the system tells it, else its architecture. */
    static String processor() {
        if (!Files.isReadable(LINUX_PROCESSORS)) {
            return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse(System.getProperty("os.arch"));
        }
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The Java version with its vendor. */
    static String java() {
        return "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor"));
    }

    /**
     * Waits until nothing else is busy, for half a minute at most.
     *
     * @return the share of all processors that something else used at the end
     */
    static double awaitQuiet() throws InterruptedException {
        double busy = busy();
        for (int look = 1; look < LOOKS && busy > QUIET; look++) {
            busy = busy();
        }
        return busy;
    }

    /**
     * The share of all processors that is busy with something else, from 0 to 1, while this process looks on for half a second.
     */
    private static double busy() throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        system.getCpuLoad();
        Thread.sleep(LOOK_MILLISECONDS);
        return Math.max(0, system.getCpuLoad());
    }
}
