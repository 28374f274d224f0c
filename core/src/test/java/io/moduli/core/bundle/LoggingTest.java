package io.moduli.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bundles log goes where the host says, however early they do it and by whatever bridge. */
class LoggingTest {

    private static final ClassLoader HOST = LoggingTest.class.getClassLoader();

    @TempDir
    Path folder;

    /** Loads the bundles of a folder. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            try (Bundles bundles = Bundles.load(Child.class.getClassLoader(), Path.of(arguments[0]))) {
                System.out.println(bundles.registry().problems());
            }
        }
    }

    private String configured(BundleForge forge) throws IOException, InterruptedException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        forge.into(plugins);
        Path configuration = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(configuration.resolve("simplelogger.properties"), """
                org.slf4j.simpleLogger.logFile=System.out
                org.slf4j.simpleLogger.levelInBrackets=true
                org.slf4j.simpleLogger.showThreadName=false
                """);
        String classPath = configuration + File.pathSeparator + System.getProperty("java.class.path");
        return ChildJvm.run(List.of("-cp", classPath), Child.class, plugins.toString());
    }

    @Test
    void aLineThatAPluginsClassLogsBeforeAnybodyElseIsWrittenAsConfigured() throws Exception {
        assertThat(configured(BundleForge.bundle("early")
                .members("static { org.slf4j.LoggerFactory.getLogger(P.class).warn(\"I am first\"); }")))
                .isEqualTo("[WARN] early.P - I am first\n[]");
    }

    @Test
    void aLineThatAPluginsConstructorLogsThroughTheHostIsWrittenAsConfigured() throws Exception {
        assertThat(configured(BundleForge.bundle("early")
                .constructor("ComponentContext.standalone(1).logger().warn(\"I am first\");")))
                .isEqualTo("[WARN] io.moduli.api.ComponentContext - I am first\n[]");
    }

    @Test
    void aBundleBringsTheBridgeFromAnotherWayOfLoggingThatTheHostDoesNotHave() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Map<String, byte[]> bridge = BundleForge.compile(Map.of("org.slf4j.bridge.Bridge", """
                package org.slf4j.bridge;
                public class Bridge {
                    public static org.slf4j.Logger logger() { return org.slf4j.LoggerFactory.getLogger("bridged"); }
                }
                """));
        BundleForge.bundle("bridged").imports("org.slf4j,org.slf4j.bridge")
                .source("org.slf4j.bridge.Bridge", """
                        package org.slf4j.bridge;
                        public class Bridge { public static org.slf4j.Logger logger() { return null; } }
                        """)
                .drop("org/slf4j/bridge/Bridge.class")
                .members("public String description() { return org.slf4j.bridge.Bridge.logger().getName(); }")
                .into(plugins);
        BundleForge.write(plugins.resolve("bridged/bridge.jar"), bridge);

        try (Bundles bundles = Bundles.load(HOST, plugins)) {
            assertThat(bundles.registry().problems()).isEmpty();
            assertThat(bundles.bundles().getFirst().plugin().orElseThrow().description()).isEqualTo("bridged");
        }
    }
}
