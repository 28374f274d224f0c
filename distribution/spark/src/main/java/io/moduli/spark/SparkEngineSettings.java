package io.moduli.spark;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings of the engine. */
@Description("Runs trials on a cluster of Apache Spark, each as a task that is a process of this command; every machine must see the experiment's folder at the same path")
public record SparkEngineSettings(
        @Description("The cluster's master, such as spark://host:7077") String master,
        @Default("1") @Range(min = 1, max = 1024) @Description("Threads of each trial, which are as many cores of Spark") int threadsPerTrial,
        @Description("The folder with Spark's jars; if not given additions/spark of this installation, or what SPARK_HOME has in jars") Optional<Path> jars,
        @Default("[]") @Description("The words of the command on the cluster's machines; if there are none that of this installation, at the same path there") List<String> command,
        @Default("512m") @Description("The memory of an executor of Spark, which only starts trials and waits for them: such as 512m or 1g") String executorMemory) {

    public SparkEngineSettings {
        if (!master.matches("spark://[^/:]+:[0-9]{1,5}(,[^/:]+:[0-9]{1,5})*")) {
            throw new SettingException("master",
                    "\"%s\" is not the address of a standalone master, such as spark://host:7077".formatted(master));
        }
        if (!executorMemory.matches("[1-9][0-9]*[mg]")) {
            throw new SettingException("executor-memory",
                    "\"%s\" is not a size such as 512m or 1g".formatted(executorMemory));
        }
        command = List.copyOf(command);
    }
}
