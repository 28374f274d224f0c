package io.moduli.plugins.pruning.geometric;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.removal.RowShares;
import io.moduli.plugins.pruning.removal.Shares;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * One round in which the connections of a weight move along the geometry. Each row drops its smallest entries. Those that are
 * left then grow as many others in turn, the largest first: each the entry of the unit (or feature) that is cheapest from the
 * one that it leads from, of those that were gone before. A row without any entry grows from its own unit (or feature).
 */
final class GeometricRegrowth {

    private static final int[] NONE = {};

    private final GeometricPruner.Settings settings;
    private final Update.Regrow update;
    private final PrunableWeight weight;
    private final WeightShape shape;
    private final Neighbours neighbours;

    GeometricRegrowth(
            GeometricPruner.Settings settings, Update.Regrow update, PrunableWeight weight, Neighbours neighbours) {
        this.settings = settings;
        this.update = update;
        this.weight = weight;
        this.shape = weight.shape();
        this.neighbours = neighbours;
    }

    /** A stored entry of a row. */
    private record Entry(int column, float value) {}

    /** The mask at a share. */
    Mask mask(double sparsity, TrainingProgress progress) {
        int[] wanted = RowShares.of(shape, Shares.surviving(sparsity, shape.entries()), _ -> shape.columns());
        // Entries grown after the last step would never be trained.
        double replaced = progress.done() ? 0 : update.cadence().cosine(update.dropFraction(), progress);
        Mask.Builder mask = Mask.builder(shape.rows(), shape.columns());
        for (int row = 0; row < shape.rows(); row++) {
            int kept = row;
            row(row, wanted[row], replaced).stream().forEach(c -> mask.keep(kept, c));
        }
        return mask.build();
    }

    private BitSet row(int row, int wanted, double replaced) {
        List<Entry> left = survivors(row);
        BitSet before = new BitSet();
        left.forEach(entry -> before.set(entry.column()));
        // The last one removed comes first.
        left.sort(Comparator.comparingInt((Entry entry) -> whenGoing(row, entry)).reversed());
        int most = Math.min(wanted, left.size());
        left.subList(most, left.size()).clear();
        long mayGo = left.stream().filter(entry -> whenGoing(row, entry) != Ranking.UNRANKED).count();
        int stay = left.size() - (int) Math.rint(replaced * mayGo);
        List<Entry> dropped = List.copyOf(left.subList(stay, left.size()));
        left.subList(stay, left.size()).clear();

        BitSet kept = new BitSet();
        left.forEach(entry -> kept.set(entry.column()));
        BitSet closed = (BitSet) before.clone();
        closed.or(kept);
        int[] own = left.isEmpty() && wanted > 0 ? neighbours.ofRow(row) : NONE;
        for (int turn = 0; kept.cardinality() < wanted; turn++) {
            int grown = left.isEmpty()
                    ? next(row, own, closed)
                    : nearby(row, left.get(turn % left.size()).column(), closed);
            if (grown < 0) {
                // No other entry is free, so what was dropped stays.
                dropped.stream().limit(wanted - kept.cardinality()).forEach(entry -> kept.set(entry.column()));
                closed.clear();
                closed.or(kept);
                continue;
            }
            kept.set(grown);
            closed.set(grown);
        }
        return kept;
    }

    private List<Entry> survivors(int row) {
        EntryBlock block = weight.entries();
        Mask mask = weight.mask();
        List<Entry> entries = new ArrayList<>();
        long begin = block.begin(row);
        for (long entry = begin; entry < block.end(row); entry++) {
            int column = block.dense() ? (int) (entry - begin) : block.column(entry);
            if (mask.keeps(row, column)) {
                entries.add(new Entry(column, block.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry)));
            }
        }
        return entries;
    }

    private int whenGoing(int row, Entry entry) {
        int key = Ranking.byMagnitude().key(0, shape, row, entry.column(), entry.value());
        return settings.self().whenGoing(key, shape, row, entry.column());
    }

    /** The cheapest open column from a column; -1 if all are closed. */
    private int nearby(int row, int from, BitSet closed) {
        // So many that one is open, beside the connection of the row to itself.
        int[] enough = neighbours.ofColumn(from, closed.cardinality() + 2);
        return next(row, enough, closed);
    }

    /** The first open column of a list; self-connections come first, last or in their turn, as the settings say. */
    private int next(int row, int[] cheapest, BitSet closed) {
        int itself = row % shape.units();
        boolean own = SelfConnections.at(shape, row, itself) && !closed.get(itself);
        if (own && settings.self() == SelfConnections.KEEP) {
            return itself;
        }
        for (int column : cheapest) {
            boolean last = settings.self() == SelfConnections.DROP && SelfConnections.at(shape, row, column);
            if (!closed.get(column) && !last) {
                return column;
            }
        }
        return own ? itself : -1;
    }
}
