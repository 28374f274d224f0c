package io.moduli.core.report;

import io.moduli.core.pruning.MaskChange;
import io.moduli.core.pruning.MaskUpdate;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The entries dropped and grown by updates of masks, over training and by matrix. For pruners that do not regrow, the
 * sparsity says enough.
 */
final class UpdateBlocks {

    private static final Axis EPOCHS = Axis.fromZero("training that pruning goes along with", "epochs");
    private static final int DIGITS = 4;

    private UpdateBlocks() {}

    static List<Block> of(List<MaskUpdate> updates) {
        Map<String, List<MaskChange>> byWeight = new LinkedHashMap<>();
        updates.forEach(update -> update.changes().forEach(
                change -> byWeight.computeIfAbsent(change.weight(), _ -> new ArrayList<>()).add(change)));
        if (byWeight.values().stream().flatMap(List::stream).allMatch(change -> change.grown() == 0)) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        byWeight.forEach((weight, changes) -> rows.add(List.of(
                weight, Integer.toString(changes.size()), Long.toString(sum(changes, MaskChange::dropped)),
                Long.toString(sum(changes, MaskChange::grown)), survival(changes),
                distance(changes, MaskChange::dropped, MaskChange::droppedDistance),
                distance(changes, MaskChange::grown, MaskChange::grownDistance))));
        return List.of(chart(updates), new Section.Table(
                List.of("Weight", "Updates", "Dropped", "Grown", "Grown ones kept at the next update",
                        "Mean distance of the dropped", "Mean distance of the grown"),
                rows),
                new Section.Paragraph(
                        "What the pruner changed while the network trained. An entry that was dropped and grown at the same update has not changed and does not count. "
                                + "Distances are geodesic distances between what an entry connects, for weights whose rows and columns lie on the same space."));
    }

    private static Block chart(List<MaskUpdate> updates) {
        double[] epochs = updates.stream().mapToDouble(MaskUpdate::epochs).toArray();
        return new Section.Drawn(new Chart("mask-updates", "Dropped and grown entries",
                "How many entries of all weights each update of the masks removed, and how many it brought back.",
                new Plane(EPOCHS, Axis.fromZero("entries", "count"), List.of(
                        new Layer.Line("dropped", epochs, counts(updates, MaskChange::dropped), Look.solid(0)),
                        new Layer.Line("grown", epochs, counts(updates, MaskChange::grown), Look.solid(1))))));
    }

    private static double[] counts(List<MaskUpdate> updates, ToLongFunction<MaskChange> number) {
        return updates.stream().mapToDouble(update -> sum(update.changes(), number)).toArray();
    }

    private static long sum(List<MaskChange> changes, ToLongFunction<MaskChange> number) {
        return changes.stream().mapToLong(number).sum();
    }

    private static String survival(List<MaskChange> changes) {
        long grown = sum(changes, MaskChange::grownBefore);
        return grown == 0 ? "–" : ReadableNumber.percent((double) sum(changes, MaskChange::grownBeforeKept) / grown);
    }

    /** The mean over all entries of all updates. */
    private static String distance(
            List<MaskChange> changes, ToLongFunction<MaskChange> number, Function<MaskChange, OptionalDouble> mean) {
        double sum = 0;
        long count = 0;
        for (MaskChange change : changes) {
            OptionalDouble distance = mean.apply(change);
            if (distance.isPresent()) {
                sum += distance.getAsDouble() * number.applyAsLong(change);
                count += number.applyAsLong(change);
            }
        }
        return count == 0 ? "–" : ReadableNumber.of(sum / count, DIGITS);
    }
}
