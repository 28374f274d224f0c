package io.moduli.core.loading;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How much memory off the heap a network may take: what the machine has, or less where this process may not have it. */
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

    /** All memory that the machine has, or that its container may have. */
    public static long totalBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /** A number of bytes as people say it, such as {@code 1.2 GiB}. */
    public static String readable(long bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / (GIBIBYTE / 1024))
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
