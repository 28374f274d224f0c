package io.moduli.core.experiment.trial;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.pipeline.StageStart;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Computes the progress of a run from its training steps; everything else takes hardly any time. */
public final class ProgressShare implements PipelineListener {

    private final List<StageSettings> stages;
    private final DoubleConsumer told;
    private StageStart current = new StageStart(0, 0, "", "", 0, 0);

    /**
     * @param stages those of the pipeline
     * @param told receives the share, from 0 to 1, after each step
     */
    public ProgressShare(List<StageSettings> stages, DoubleConsumer told) {
        this.stages = List.copyOf(stages);
        this.told = told;
    }

    @Override
    public void stageStarted(StageStart stage) {
        current = stage;
    }

    @Override
    public void stepDone(long step, double loss) {
        if (current.epochs() > 0) {
            tell(step);
        }
    }

    @Override
    public void epochDone(EpochReport epoch) {
        tell(epoch.step());
    }

    @Override
    public void stageDone(StageReport stage) {
        if (stage.number() == stages.size()) {
            told.accept(1);
        }
    }

    private void tell(long step) {
        double all = 0;
        double done = step;
        for (int number = 1; number <= stages.size(); number++) {
            double steps = number == current.number() ? current.steps() : steps(stages.get(number - 1));
            all += steps;
            done += number < current.number() ? steps : 0;
        }
        told.accept(all > 0 ? Math.min(1, done / all) : 0);
    }

    /** A stage that does not set the number of steps in an epoch is assumed to have as many as the current one. */
    private double steps(StageSettings stage) {
        return stage instanceof StageSettings.Training training
                ? training.epochs() * perEpoch(training.stepsPerEpoch())
                : 0;
    }

    private double perEpoch(Optional<Integer> steps) {
        return steps.map(Integer::doubleValue).orElseGet(() -> (double) current.steps() / current.epochs());
    }
}
