package io.moduli.spark.cluster;

import io.moduli.spark.task.TrialTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The driver: makes a job of each trial, so that one that fails has no say in the others.
 *
 * <p>On standard input come, a line each, the master, the cores of a trial, the memory of an executor, the jar of this class, the
 * experiment's folder, how many words the command has, and these words; how many trials there are, and their numbers. The end of
 * standard input asks to stop. On standard output go {@code started N}, {@code again N REASON} and {@code ended N REASON}, where
 * the reason is empty unless Spark gave the trial up.
 */
public final class TrialDriver {

    /** A trial is tried so often where its executor is lost or its process killed. */
    private static final String ATTEMPTS = "2";

    private TrialDriver() {}

    /** Runs it; no argument. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SparkConf settings = new SparkConf().setAppName("moduli").setMaster(input.readLine())
                .set("spark.task.cpus", input.readLine()).set("spark.executor.memory", input.readLine())
                .set("spark.jars", input.readLine()).set("spark.task.maxFailures", ATTEMPTS)
                .set("spark.ui.enabled", "false");
        String folder = input.readLine();
        List<String> command = lines(input);
        List<Integer> trials = lines(input).stream().map(Integer::valueOf).toList();
        TrialLines lines = new TrialLines(System.out);
        try (JavaSparkContext context = new JavaSparkContext(settings);
                ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            context.sc().addSparkListener(lines);
            Thread.ofPlatform().daemon().name("stop").start(() -> stopAtEnd(input, context));
            TrialTask task = new TrialTask(command, folder);
            for (int trial : trials) {
                jobs.execute(() -> run(context, task, trial, lines));
            }
            jobs.shutdown();
            while (!jobs.awaitTermination(1, TimeUnit.HOURS)) {
                // trials may take days
            }
        }
    }

    private static List<String> lines(BufferedReader input) throws IOException {
        int count = Integer.parseInt(input.readLine());
        List<String> lines = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            lines.add(input.readLine());
        }
        return List.copyOf(lines);
    }

    private static void run(JavaSparkContext context, TrialTask task, int trial, TrialLines lines) {
        String reason = "";
        try {
            context.setLocalProperty(TrialLines.TRIAL, Integer.toString(trial));
            context.setLocalProperty("spark.job.interruptOnCancel", "true");
            context.parallelize(List.of(trial), 1).foreach(task);
        } catch (RuntimeException failed) {
            reason = lines.reason(trial, failed);
        } catch (Exception failed) {
            // Scala declares nothing: Spark's own exception is a checked one all the same.
            reason = failed instanceof SparkException ? lines.reason(trial, failed) : failed.toString();
        }
        lines.ended(trial, reason);
    }

    private static void stopAtEnd(BufferedReader input, JavaSparkContext context) {
        try {
            while (input.readLine() != null) {
                // nothing is said any more
            }
        } catch (IOException broken) {
            System.err.println("standard input is broken, so no trial is begun any more: " + broken);
        }
        context.sc().cancelAllJobs();
    }
}
