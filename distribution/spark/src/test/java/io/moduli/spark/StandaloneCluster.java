package io.moduli.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real standalone master of Spark with two workers of one core each, as processes on this machine. */
final class StandaloneCluster implements AutoCloseable {

    /** Where the build has put Spark's jars. */
    static final Path JARS = Path.of("target/addition/spark").toAbsolutePath();

    private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final int SECONDS_TO_START = 120;

    private final Path folder;
    private final Process master;
    private final String address;
    private final List<Process> workers = new ArrayList<>();

    StandaloneCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("home"));
        Files.createSymbolicLink(folder.resolve("home/jars"), JARS);
        master = start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0",
                "--webui-port", "0");
        address = await("master", ADDRESS).group(1);
        for (int worker = 0; worker < 2; worker++) {
            workers.add(start("worker" + worker, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1",
                    "--webui-port", "0", "--cores", "1", "--memory", "1G", "--work-dir",
                    folder.resolve("work" + worker).toString(), address));
        }
        for (int worker = 0; worker < 2; worker++) {
            await("worker" + worker, Pattern.compile("Successfully registered with master"));
        }
    }

    /** The address of the master. */
    String address() {
        return address;
    }

    /** Kills a worker that an executor runs on, at once. */
    void killAWorker() {
        workers.removeFirst().destroyForcibly();
    }

    private Process start(String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        SparkDriver.OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-Xmx256m", "-cp", JARS + "/*"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    /** What processes of Spark need to know here. */
    Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME", folder.resolve("home").toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP",
                "127.0.0.1", "JAVA_HOME", System.getProperty("java.home"));
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private Matcher await(String name, Pattern pattern) throws IOException, InterruptedException {
        for (int look = 0; look < 4 * SECONDS_TO_START; look++) {
            Matcher found = pattern.matcher(Files.readString(log(name)));
            if (found.find()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        throw new IOException(name + " does not start: " + Files.readString(log(name)));
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(workers);
        all.add(master);
        for (Process process : all) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
