package io.moduli.core.report;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.report.Section.Block;
import io.moduli.core.report.drawing.Picture;
import io.moduli.core.report.drawing.Picture.Scale;
import io.moduli.core.report.drawing.ReadableNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How the run went: curves over the epochs of all stages that trained, and what pruning left. */
final class CourseSections {

    private static final Axis EPOCH = new Axis("epoch of the stage", "");
    /** A logarithmic axis helps where the greatest number is this many times the least. */
    private static final double WIDE_RANGE = 20;

    private final RunHistory history;

    private CourseSections(RunHistory history) {
        this.history = history;
    }

    /** The curves of training; empty where no epoch was done. */
    static Optional<Section> training(RunHistory history) {
        return history.epochs().isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("Training", new CourseSections(history).figures()));
    }

    /** What pruning removed, over the epochs and by parameter. */
    static Section sparsity(RunHistory history, Sparsity sparsity) {
        List<Block> blocks = new ArrayList<>();
        if (history.epochs().stream().anyMatch(epoch -> epoch.sparsity() > 0)) {
            List<Series> series = new CourseSections(history).curves("", EpochReport::sparsity, 100);
            blocks.add(new Section.Figure(
                    chart("sparsity", "Sparsity", new Axis("weights removed", "%"), series, false),
                    "The share of all weights that is gone after each epoch, by masks; biases do not count."));
        }
        List<Double> percent = sparsity.byParameter().values().stream().map(share -> 100 * share).toList();
        blocks.add(new Section.Figure(
                new Picture.Bars(
                        "sparsity-by-parameter", "Sparsity by parameter", new Axis("weights removed", "%"),
                        List.copyOf(sparsity.byParameter().keySet()), percent, 100),
                "The share of each weight matrix that is gone at the end of the run; "
                        + ReadableNumber.percent(sparsity.overall()) + " of all together."));
        return new Section("Sparsity", blocks);
    }

    private List<Block> figures() {
        List<Block> blocks = new ArrayList<>();
        List<Series> losses = new ArrayList<>();
        for (StageStart stage : history.trained()) {
            losses.add(curve(stage, ": training", EpochReport::loss, 1));
            if (history.epochs(stage).stream().anyMatch(epoch -> epoch.validationLoss().isPresent())) {
                losses.add(curve(stage, ": validation", epoch -> orNothing(epoch.validationLoss()), 1));
            }
        }
        blocks.add(new Section.Figure(
                chart("loss", "Loss", new Axis("mean loss", ""), losses, true),
                "The mean loss of each epoch's batches, without penalties, each batch before its update; validation loss "
                        + "after the epoch, where it was looked at."));
        if (history.epochs().stream().anyMatch(epoch -> epoch.penalty() > 0)) {
            blocks.add(new Section.Figure(
                    chart(
                            "penalty", "Penalty", new Axis("mean penalty", ""), curves("", EpochReport::penalty, 1),
                            true),
                    "What the regularizers add to the loss, the mean over each epoch."));
        }
        blocks.add(new Section.Figure(
                chart(
                        "gradient-norm", "Gradient norm", new Axis("mean gradient norm", ""),
                        curves("", EpochReport::gradientNorm, 1), true),
                "The norm of all gradients together, the mean over each epoch, before clipping."));
        if (history.epochs().stream().mapToDouble(EpochReport::learningRate).distinct().count() > 1) {
            blocks.add(new Section.Figure(
                    chart(
                            "learning-rate", "Learning rate", new Axis("learning rate", ""),
                            curves("", EpochReport::learningRate, 1), true),
                    "The learning rate of each epoch."));
        }
        return blocks;
    }

    private List<Series> curves(String suffix, ToDoubleFunction<EpochReport> number, double factor) {
        return history.trained().stream().map(stage -> curve(stage, suffix, number, factor)).toList();
    }

    private Series curve(StageStart stage, String suffix, ToDoubleFunction<EpochReport> number, double factor) {
        List<EpochReport> epochs = history.epochs(stage);
        return new Series(
                history.label(stage) + suffix,
                epochs.stream().mapToDouble(EpochReport::epoch).toArray(),
                epochs.stream().mapToDouble(epoch -> factor * number.applyAsDouble(epoch)).toArray(),
                true);
    }

    private static double orNothing(OptionalDouble number) {
        return number.orElse(Double.NaN);
    }

    /** A chart whose vertical axis is logarithmic where it may be and the numbers' range asks for it; else it begins at 0. */
    private static Picture chart(
            String fileName, String title, Axis y, List<Series> series, boolean mayBeLogarithmic) {
        DoubleSummaryStatistics numbers = series.stream()
                .flatMapToDouble(one -> Arrays.stream(one.y()))
                .filter(Double::isFinite)
                .summaryStatistics();
        boolean wide = numbers.getMin() > 0 && numbers.getMax() > WIDE_RANGE * numbers.getMin();
        Scale scale = mayBeLogarithmic && wide
                ? Scale.LOGARITHMIC
                : numbers.getMin() >= 0 ? Scale.FROM_ZERO : Scale.FITTED;
        return new Picture.Chart(fileName, title, EPOCH, y, series, scale, Optional.empty());
    }
}
