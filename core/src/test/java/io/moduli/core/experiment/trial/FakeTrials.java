package io.moduli.core.experiment.trial;

import io.moduli.core.experiment.result.TrialStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** A process that runs trials without training anything: what becomes of a trial depends on its number. */
final class FakeTrials {

    static final int FINISHES = 1;
    static final int FINISHES_TOO = 2;
    static final int FAILS = 3;
    static final int IS_ALWAYS_KILLED = 4;
    static final int IS_KILLED_ONCE = 5;
    static final int CANNOT_BEGIN = 6;
    static final int RUNS_UNTIL_IT_IS_STOPPED = 7;
    static final int IS_THE_LAST_BEFORE_A_KILL = 8;

    private static final int KILLED = 128 + 9;

    private FakeTrials() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            int number = Integer.parseInt(line);
            run(number, new TrialFolder(folder.resolve("trials").resolve("%04d".formatted(number))), input);
            if (number == IS_THE_LAST_BEFORE_A_KILL) {
                // From here on nothing can be written to this process, though it is still alive.
                System.in.close();
                System.out.println(TrialProcess.ENDED + number);
                Thread.sleep(500);
                Runtime.getRuntime().halt(KILLED);
            }
            System.out.println(TrialProcess.ENDED + number);
        }
    }

    private static void run(int number, TrialFolder trial, BufferedReader input) throws IOException {
        System.err.println("process " + ProcessHandle.current().pid());
        switch (number) {
            case FAILS -> {
                trial.end(TrialOutcome.failed("diverged"));
                System.exit(1);
            }
            case IS_ALWAYS_KILLED -> Runtime.getRuntime().halt(KILLED);
            case IS_KILLED_ONCE -> {
                Path mark = trial.path().resolve("killed");
                if (!Files.exists(mark)) {
                    Files.createFile(mark);
                    Runtime.getRuntime().halt(KILLED);
                }
            }
            case CANNOT_BEGIN -> {
                System.err.println("moduli: there is no such file");
                System.exit(2);
            }
            case RUNS_UNTIL_IT_IS_STOPPED -> {
                System.out.println(TrialProcess.PROGRESS + 0.25);
                while (input.readLine() != null) {
                    continue;
                }
                System.exit(130);
            }
            default -> {
                System.out.println(TrialProcess.PROGRESS + 0.5);
                System.out.println(TrialProcess.PROGRESS + "of a plugin, in its own words");
            }
        }
        trial.end(new TrialOutcome(TrialStatus.FINISHED, "", number, new LinkedHashMap<>()));
    }
}
