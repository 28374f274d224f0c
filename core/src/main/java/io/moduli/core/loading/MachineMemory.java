package io.moduli.core.loading;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How much off-heap memory a network may take: the machine's, or less if this process may not use all of it. */
public final class MachineMemory {

    private static final double GIBIBYTE = 1L << 30;

    private MachineMemory() {}

    static long bytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long configured = Long.parseLong(machine.getVMOption("MaxDirectMemorySize").getValue());
        long limit = configured > 0 ? configured : Runtime.getRuntime().maxMemory();
        return Math.min(limit, system.getTotalMemorySize());
    }

    /** The memory of the machine, or the limit of its container. */
    public static long totalBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /** A number of bytes for people, such as {@code 1.2 GiB}. */
    public static String readable(long bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / (GIBIBYTE / 1024))
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
