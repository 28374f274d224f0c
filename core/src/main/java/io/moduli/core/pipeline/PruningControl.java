package io.moduli.core.pipeline;

import io.moduli.api.RandomStreams;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.Batch;
import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.network.Network;
import io.moduli.core.pruning.MaskChange;
import io.moduli.core.pruning.MaskChanges;
import io.moduli.core.pruning.MaskUpdate;
import io.moduli.core.pruning.NetworkPruner;
import io.moduli.core.pruning.RoundTerms;
import io.moduli.core.pruning.RoundTerms.EntryGradients;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Asks the pruner for masks when it is time, and puts them on the network's weights. */
@Singleton
final class PruningControl {

    /** The streams that a run's pruning draws from. */
    static final String PRUNING = "pruning";
    /** The stream of the first masks below them. */
    static final String FIRST_MASKS = "first-masks";

    private final Optional<NetworkPruner> pruner;
    private final Optional<SparseStart> start;
    private final Network network;
    private final LossFunction loss;
    private final RandomStreams streams;
    private final MaskChanges changes;
    private final PipelineListener listener;
    private final Set<String> told = new HashSet<>();
    private boolean begun;
    private double share;
    private int risingRounds;
    private int otherRounds;

    @Inject
    PruningControl(
            Optional<NetworkPruner> pruner,
            Optional<SparseStart> start,
            Network network,
            LossFunction loss,
            RandomStreams streams,
            LayerGeometries geometries,
            PipelineListener listener) {
        this.pruner = pruner;
        this.start = start;
        this.network = network;
        this.loss = loss;
        this.streams = streams.within(PRUNING);
        this.changes = new MaskChanges(geometries);
        this.listener = listener;
    }

    /** The schedule for stages without their own; none without a pruner. */
    Optional<SparsitySchedule> schedule() {
        return pruner.map(NetworkPruner::schedule);
    }

    /** The state of the pruner; empty without one. */
    List<StateArray> state() {
        return pruner.map(NetworkPruner::state).orElse(List.of());
    }

    /** Writes the progress of pruning and the state of the pruner. */
    void save(StateWriter state) {
        state.put("begun", begun);
        state.put("share", share);
        state.put("rising-rounds", risingRounds);
        state.put("other-rounds", otherRounds);
        state.put("told", told.stream().sorted().toList());
        state.arrays("pruner", state());
        changes.save(state);
    }

    /** Restores what {@link #save} wrote. */
    void restore(StateReader state) {
        begun = state.flag("begun");
        share = state.real("share");
        risingRounds = state.count("rising-rounds");
        otherRounds = state.count("other-rounds");
        told.clear();
        told.addAll(state.texts("told"));
        changes.restore(state, network.weights());
        restorePruner(state);
    }

    /** Restores only the state of the pruner. */
    void restorePruner(StateReader state) {
        pruner.ifPresent(bound -> bound.restore(state.arrays("pruner")));
    }

    /** The share that must be removed by now. */
    double share() {
        return share;
    }

    /**
     * Begins a training stage: before the very first one, the pruner may provide first masks.
     *
     * @param batch makes the first batch that the stage will train on
     */
    void begin(PruningCourse course, Supplier<Batch> batch) {
        if (begun || pruner.isEmpty()) {
            return;
        }
        begun = true;
        if (start.isPresent()) {
            begin(start.get());
            return;
        }
        double first = course.sparsity(0);
        RoundTerms terms = terms(first, course.after(0), FIRST_MASKS, gradientsOn(batch));
        pruner.get().firstMasks(terms, network.weights()).ifPresent(masks -> {
            share = first;
            put(masks, FIRST_MASKS);
        });
    }

    /** The network has its masks already. */
    private void begin(SparseStart before) {
        share = before.share();
        before.warnings().forEach(this::warn);
        network.weights().stream()
                .filter(weight -> weight.mask().isPresent())
                .forEach(weight -> listener.stored(weight.name(), weight.storageChoice()));
    }

    /**
     * Prunes after a training step, if it is time; the step's pass must be the network's last.
     *
     * @param step the step's number in its stage, from 1
     */
    void afterStep(PruningCourse course, long step) {
        if (pruner.isPresent() && pruner.get().cadence().due(course.after(step))) {
            prune(pruner.get(), course.sparsity(step), course.after(step), gradients(network::repeat));
        }
    }

    /**
     * Prunes once.
     *
     * @param target the share that must be removed
     * @param batch creates the batch that was trained on last
     */
    void pruneTo(double target, TrainingProgress progress, Supplier<Batch> batch) {
        prune(pruner.orElseThrow(), target, progress, gradientsOn(batch));
    }

    /** For a pruner that does not regrow, a share below the current one is raised to the current one. */
    private void prune(
            NetworkPruner asked, double target, TrainingProgress progress, EntryGradients gradients) {
        double before = share;
        share = asked.regrowth() == Regrowth.NONE ? Math.max(before, target) : target;
        String stream = share > before ? "round/" + risingRounds++ : "other-round/" + otherRounds++;
        Map<Parameter, Mask> masks = asked.masks(terms(share, progress, stream, gradients), network.weights());
        if (!masks.isEmpty()) {
            List<MaskChange> found = new ArrayList<>();
            masks.forEach((weight, mask) -> found.add(changes.of(weight, mask)));
            put(masks, stream);
            listener.masksChanged(new MaskUpdate(progress.steps(), progress.epochs(), found));
        }
    }

    private RoundTerms terms(
            double sparsity, TrainingProgress progress, String stream, EntryGradients gradients) {
        return new RoundTerms(sparsity, progress, streams.stream(stream), this::warn, gradients);
    }

    private void warn(String message) {
        if (told.add(message)) {
            listener.warned(message);
        }
    }

    /** Gradients on a batch that the network need not have processed yet. */
    private EntryGradients gradientsOn(Supplier<Batch> batch) {
        return gradients(() -> network.pass(batch.get(), false, loss));
    }

    private EntryGradients gradients(Runnable pass) {
        return new EntryGradients(pass, network::gradient);
    }

    /**
     * Applies masks to weights. Regrown entries are 0, with their moments, unless the pruner wants them drawn.
     *
     * @param stream the stream of the round, the parent of those for the draws
     */
    private void put(Map<Parameter, Mask> masks, String stream) {
        RandomStreams draws = streams.within("grown/" + stream);
        boolean drawn = pruner.orElseThrow().regrowth() == Regrowth.DRAWN;
        masks.forEach((weight, mask) -> {
            Optional<Mask> before = weight.mask();
            StorageChoice last = weight.storageChoice();
            StorageChoice choice = network.storageOf(weight, mask);
            weight.prune(mask, choice);
            if (drawn && before.isPresent()) {
                weight.draw(mask.without(before.get()), draws.stream(weight.name()));
            }
            if (choice.format() != last.format() || last.equals(StorageChoice.UNPRUNED)) {
                listener.stored(weight.name(), choice);
            }
        });
    }
}
