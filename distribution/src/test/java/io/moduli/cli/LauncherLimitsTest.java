package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the launcher script sizes Java and in which locale it starts it, on a machine and with a Java of the test's own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "control groups and such limits are Linux's")
class LauncherLimitsTest {

    private static final String GIB = "1073741824";

    @TempDir
    Path folder;

    private Path machine;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        machine = folder.resolve("machine");
        launcher = install(folder.resolve("moduli"));
        write("proc/meminfo", "MemTotal:       16777216 kB\n");
        Path java = folder.resolve("java");
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.setPosixFilePermissions(
                Files.writeString(java.resolve("bin/java"),
                        "#!/bin/sh\nprintf '%s\\n' \"$@\" \"LC_CTYPE=$LC_CTYPE\"\n"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path install(Path home) throws IOException {
        Path script = Files.createDirectories(home.resolve("bin")).resolve("moduli");
        Files.writeString(script, Files.readString(Path.of("src/main/bin/moduli"))
                .replace("\nsystem=\n", "\nsystem='" + machine + "'\n"));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String file, String content) throws IOException {
        Path path = machine.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** What Java would be started with, or the launcher's error. */
    private List<String> start(String limits, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", limits + " \"$0\" --version; echo \"status $?\"",
                launcher.toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("MODULI_JAVA_HOME", folder.resolve("java").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines().toList();
    }

    private List<String> start() throws Exception {
        return start("", Map.of());
    }

    @Test
    void withoutLimitsTheMachineCounts() throws Exception {
        assertThat(start()).contains("-Xmx4096m", "-XX:MaxDirectMemorySize=12288m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=16384m", "status 0")
                .noneMatch(option -> option.contains("CodeCache"));
    }

    @ParameterizedTest
    @CsvSource({"user.slice/job/memory.max", "user.slice/memory.max", "memory.max", "user.slice/job/memory.high"})
    void theTightestOfTheOwnControlGroupAndThoseAroundItCounts(String tight) throws Exception {
        write("proc/self/cgroup", "0::/user.slice/job\n");
        write("sys/fs/cgroup/user.slice/job/memory.max", "max\n");
        write("sys/fs/cgroup/user.slice/memory.max", "max\n");
        write("sys/fs/cgroup/other/memory.max", "1\n");
        write("sys/fs/cgroup/" + tight, GIB + "\n");

        assertThat(start()).contains("-Xmx256m", "-XX:MaxDirectMemorySize=768m");
    }

    @ParameterizedTest
    @CsvSource({"docker/abc/", "docker/", "''"})
    void controlGroupsOfTheFirstVersionCountLikewise(String tight) throws Exception {
        write("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/docker/abc\n1:cpuset:/x\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/" + tight + "memory.limit_in_bytes", GIB + "\n");

        assertThat(start()).contains("-Xmx256m", "-XX:MaxDirectMemorySize=768m");
    }

    @Test
    void limitsOfTheShellCount() throws Exception {
        assertThat(start("ulimit -d 1048576;", Map.of())).contains("-Xmx256m", "-XX:MaxDirectMemorySize=768m");
        assertThat(start("ulimit -v 4000000;", Map.of())).contains("-Xmx576m", "-XX:MaxDirectMemorySize=1729m",
                "-XX:CompressedClassSpaceSize=128m", "-XX:ReservedCodeCacheSize=128m");
        assertThat(start("ulimit -v 1000000;", Map.of())).containsExactly(
                "moduli: may use too few addresses: ulimit -v is 1000000, and 1900000 are the minimum", "status 2");
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL, C", "LC_ALL, POSIX", "LANG, C", "LANG, xx_XX.UTF-8", "LC_CTYPE, C"})
    void aLocaleThatKnowsAsciiAloneGivesWayToOneOfUtf8(String variable, String locale) throws Exception {
        assertThat(start("", Map.of(variable, locale)))
                .anyMatch(line -> line.matches("LC_CTYPE=.*(?i:utf-?8)"));
    }

    @Test
    void aFolderThatNoClassPathCanNameIsRefusedInALine() throws Exception {
        launcher = install(folder.resolve("a:b"));

        assertThat(start()).containsExactly("moduli: is in " + folder.toRealPath().resolve("a:b")
                + ", and Java cannot start from a folder with a colon in its path; move it", "status 2");
        launcher = install(folder.resolve("wow!/moduli"));
        assertThat(start()).containsExactly("moduli: is in " + folder.toRealPath().resolve("wow!/moduli")
                + ", and Java cannot start from below a folder whose name ends with an exclamation mark; move it",
                "status 2");
    }
}
