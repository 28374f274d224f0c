package io.moduli.core.report;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Axis.Scale;
import io.moduli.core.report.figure.Bars;
import io.moduli.core.report.figure.Bars.Bar;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The course of the run: curves over the epochs of all training stages, one after another, and the result of pruning. */
final class CourseSections {

    private static final Axis EPOCHS = Axis.fromZero("training, all stages", "epochs");
    /** A logarithmic axis is used if the maximum is this many times the minimum. */
    private static final double WIDE_RANGE = 20;

    private final RunHistory history;
    private final RunTerms terms;

    private CourseSections(ReportSource source) {
        this.history = source.history();
        this.terms = source.terms();
    }

    /** The curves of training; empty if no epoch was done. */
    static Optional<Section> training(ReportSource source) {
        return source.history().epochs().isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("Training", new CourseSections(source).figures()));
    }

    /** What pruning removed, over the epochs and by parameter. */
    static Section sparsity(ReportSource source) {
        Sparsity sparsity = source.sparsity();
        List<Block> blocks = new ArrayList<>();
        if (source.history().epochs().stream().anyMatch(epoch -> epoch.sparsity() > 0)) {
            CourseSections course = new CourseSections(source);
            List<Layer> layers = new ArrayList<>();
            layers.add(course.curve("weights removed", 0, epoch -> 100 * epoch.sparsity()));
            course.terms.removal().ifPresent(removal -> layers.add(
                    new Layer.Level("asked for", 100 * removal.askedOfAll(), Look.solid(Look.GREY))));
            blocks.add(course.chart("sparsity", "Sparsity",
                    "The share of all weights that are removed after each epoch, by masks; biases do not count.",
                    Axis.fromZero("weights removed", "%"),
                    layers, false));
        }
        if (blocks.isEmpty() && sparsity.overall() == 0) {
            return new Section("Sparsity", List.of(new Section.Paragraph("No weights were removed.")));
        }
        List<Bar> bars = sparsity.byParameter().entrySet().stream()
                .map(parameter -> new Bar(parameter.getKey(), 100 * parameter.getValue(), "")).toList();
        blocks.add(new Section.Drawn(new Bars(
                "sparsity-by-parameter", "Sparsity by parameter",
                "The share of each weight matrix that is removed at the end of the run; "
                        + ReadableNumber.percent(sparsity.overall()) + " of all weights.",
                Axis.fromZero("weights removed", "%"), bars, 100)));
        blocks.addAll(UpdateBlocks.of(source.history().updates()));
        return new Section("Sparsity", blocks);
    }

    private List<Block> figures() {
        List<Block> blocks = new ArrayList<>();
        List<Layer> losses = new ArrayList<>();
        losses.add(curve("training", 0, EpochReport::loss));
        if (history.epochs().stream().anyMatch(epoch -> epoch.validationLoss().isPresent())) {
            losses.add(curve("validation", 1, epoch -> orNothing(epoch.validationLoss())));
        }
        terms.baselineLoss().ifPresent(baseline -> losses.add(
                new Layer.Level("best answer that ignores the input", baseline, Look.solid(Look.GREY))));
        blocks.add(chart("loss", "Loss",
                "Training: the mean over the batches of each epoch, without penalties, each batch before its update. "
                        + "Validation, if it was computed: after the epoch.",
                Axis.fromZero("mean loss", terms.lossUnit()), losses, true));
        if (history.epochs().stream().anyMatch(epoch -> epoch.penalty() > 0)) {
            blocks.add(chart("penalty", "Penalty", "What the regularizers add to the loss, averaged over each epoch.",
                    Axis.fromZero("mean penalty", terms.lossUnit()), List.of(curve("penalty", 0, EpochReport::penalty)),
                    true));
        }
        List<Layer> norms = new ArrayList<>();
        norms.add(curve("gradient norm", 0, EpochReport::gradientNorm));
        terms.clipNorm().ifPresent(norm -> norms.add(new Layer.Level("clipped to", norm, Look.solid(Look.GREY))));
        blocks.add(chart("gradient-norm", "Gradient norm",
                "The norm of the gradient of all parameters before clipping, averaged over each epoch.",
                Axis.fromZero("mean gradient norm", "loss per weight"), norms,
                true));
        if (history.epochs().stream().mapToDouble(EpochReport::learningRate).distinct().count() > 1) {
            blocks.add(chart("learning-rate", "Learning rate", "The learning rate of each epoch.",
                    Axis.fromZero("learning rate", "per step"),
                    List.of(curve("learning rate", 0, EpochReport::learningRate)), true));
        }
        return blocks;
    }

    /** A number of each epoch, with a gap between stages. */
    private Layer.Line curve(String name, int colour, ToDoubleFunction<EpochReport> number) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (StageStart stage : history.trained()) {
            if (!x.isEmpty()) {
                x.add((double) history.epochsBefore(stage));
                y.add(Double.NaN);
            }
            for (EpochReport epoch : history.epochs(stage)) {
                x.add((double) history.epochsBefore(stage) + epoch.epoch());
                y.add(number.applyAsDouble(epoch));
            }
        }
        return new Layer.Line(name, numbers(x), numbers(y), Look.solid(colour));
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double orNothing(OptionalDouble number) {
        return number.orElse(Double.NaN);
    }

    /** A chart whose vertical axis is logarithmic if that is allowed and the range of the numbers calls for it. */
    private Block chart(
            String name, String title, String caption, Axis y, List<? extends Layer> curves,
            boolean mayBeLogarithmic) {
        DoubleSummaryStatistics numbers = curves.stream()
                .filter(Layer.Line.class::isInstance)
                .flatMapToDouble(curve -> Arrays.stream(((Layer.Line) curve).y()))
                .filter(Double::isFinite)
                .summaryStatistics();
        boolean wide = numbers.getMin() > 0 && numbers.getMax() > WIDE_RANGE * numbers.getMin();
        List<Layer> layers = new ArrayList<>();
        for (StageStart stage : history.trained()) {
            layers.add(new Layer.Beginning(history.label(stage), history.epochsBefore(stage)));
        }
        layers.addAll(curves);
        return new Section.Drawn(new Chart(
                name, title, caption,
                new Plane(EPOCHS, mayBeLogarithmic && wide ? y.on(Scale.LOGARITHMIC) : y, layers)));
    }
}
