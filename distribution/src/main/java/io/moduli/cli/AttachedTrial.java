package io.moduli.cli;

import io.moduli.core.experiment.trial.ProgressShare;
import io.moduli.core.experiment.trial.TrialProcess;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import java.io.PrintStream;

/** The part of a trial's process that communicates with the process that runs the experiment. */
final class AttachedTrial {

    private static final long NANOSECONDS_BETWEEN_LINES = 500_000_000;

    private final PrintStream out;
    private long last = System.nanoTime();

    AttachedTrial(PrintStream out) {
        this.out = out;
    }

    /** A listener that reports the trial's progress to the other process, and everything to another listener. */
    PipelineListener with(PipelineListener other, PipelineSettings pipeline) {
        ProgressShare share = new ProgressShare(pipeline.stages(), this::tell);
        return new PipelineListener() {

            @Override
            public void stageStarted(StageStart stage) {
                share.stageStarted(stage);
                other.stageStarted(stage);
            }

            @Override
            public void stepDone(long step, double loss) {
                share.stepDone(step, loss);
                other.stepDone(step, loss);
            }

            @Override
            public void epochDone(EpochReport epoch) {
                share.epochDone(epoch);
                other.epochDone(epoch);
            }

            @Override
            public void stageDone(StageReport stage) {
                share.stageDone(stage);
                other.stageDone(stage);
            }

            @Override
            public void warned(String message) {
                other.warned(message);
            }
        };
    }

    private void tell(double share) {
        long now = System.nanoTime();
        if (now - last >= NANOSECONDS_BETWEEN_LINES) {
            last = now;
            out.println(TrialProcess.PROGRESS + share);
            out.flush();
        }
    }
}
