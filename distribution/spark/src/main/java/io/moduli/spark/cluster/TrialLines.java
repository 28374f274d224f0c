package io.moduli.spark.cluster;

import java.io.PrintStream;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Says in lines what becomes of trials. */
final class TrialLines extends SparkListener {

    /** The property of a job that has the trial's number. */
    static final String TRIAL = "moduli.trial";

    private final PrintStream out;
    private final Map<Integer, Integer> trials = new ConcurrentHashMap<>();
    private final Map<Integer, String> reasons = new ConcurrentHashMap<>();

    TrialLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        Properties properties = job.properties();
        int trial = Integer.parseInt(properties.getProperty(TRIAL));
        scala.jdk.javaapi.CollectionConverters.asJava(job.stageIds())
                .forEach(stage -> trials.put((Integer) stage, trial));
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart task) {
        say("started", trial(task.stageId()), "");
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (task.reason() instanceof TaskFailedReason failed) {
            String why = switch (failed) {
                case ExecutorLostFailure lost -> "the executor was lost";
                case ExceptionFailure exception -> exception.description();
                default -> failed.toErrorString();
            };
            reasons.put(trial(task.stageId()), why);
            if (task.taskInfo().attemptNumber() == 0) {
                say("again", trial(task.stageId()), why);
            }
        }
    }

    /** Why Spark gave a trial up: the last attempt's reason, or what Spark itself says. */
    String reason(int trial, Exception failed) {
        String known = reasons.get(trial);
        return known != null ? known : String.valueOf(failed.getMessage());
    }

    /** Says that a trial has ended, with why if Spark gave it up. */
    void ended(int trial, String reason) {
        say("ended", trial, reason);
    }

    private int trial(int stage) {
        return trials.getOrDefault(stage, 0);
    }

    private synchronized void say(String what, int trial, String reason) {
        out.println("%s %d %s".formatted(what, trial, reason.lines().findFirst().orElse("")).strip());
        out.flush();
    }
}
