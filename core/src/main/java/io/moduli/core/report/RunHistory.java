package io.moduli.core.report;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.pruning.MaskUpdate;
import java.util.List;

/**
 * What happened in a run, in this order.
 *
 * @param started the stages that began
 * @param epochs the epochs that were done, of all stages
 * @param done the stages that were done
 * @param updates the updates of masks while the network trained
 */
public record RunHistory(
        List<StageStart> started, List<EpochReport> epochs, List<StageReport> done, List<MaskUpdate> updates) {

    public RunHistory {
        started = List.copyOf(started);
        epochs = List.copyOf(epochs);
        done = List.copyOf(done);
        updates = List.copyOf(updates);
    }

    /** The stages that trained for at least one epoch. */
    List<StageStart> trained() {
        return started.stream().filter(stage -> !epochs(stage).isEmpty()).toList();
    }

    /** The epochs of a stage. */
    List<EpochReport> epochs(StageStart stage) {
        return epochs.stream().filter(epoch -> epoch.stage() == stage.number()).toList();
    }

    /** The label of a stage, with its number if others have the same name. */
    String label(StageStart stage) {
        boolean alone = started.stream().filter(other -> other.name().equals(stage.name())).count() == 1;
        return alone ? stage.name() : stage.name() + " (stage " + stage.number() + ")";
    }

    /** How many epochs the earlier stages have done, including those before the run was resumed. */
    int epochsBefore(StageStart stage) {
        return trained().stream()
                .filter(other -> other.number() < stage.number())
                .mapToInt(other -> epochs(other).getLast().epoch())
                .sum();
    }
}
