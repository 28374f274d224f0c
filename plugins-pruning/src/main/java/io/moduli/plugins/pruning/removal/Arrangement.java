package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.group.NOfM;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.Rankings;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.Consistency;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which graphs the pruner {@code random} draws the connections between units from. They are the controls for structures
 * that a geometry chooses: units that are near each other are mostly connected in both directions, and in clusters.
 * Weights that do not connect the units of a layer with each other lose each entry by itself in any case.
 */
public sealed interface Arrangement {

    /**
     * The rankings by which entries are removed.
     *
     * @param target the share of entries that the schedule removes in the end, from 0 to 1
     */
    Rankings rankings(double target);

    /** The scopes in which connections are drawn so that the arrangement holds. */
    Set<PruningScope> scopes();

    /** Each connection is drawn by itself. */
    @Description("Each connection by itself")
    record Anywhere() implements Arrangement {

        @Override
        public Rankings rankings(double target) {
            return round -> Ranking.atRandom(round.random().nextLong());
        }

        @Override
        public Set<PruningScope> scopes() {
            return EnumSet.allOf(PruningScope.class);
        }

        /** Nothing contradicts it. */
        @Override
        public void require(List<WeightRole> on, PruningScope scope, int group, Optional<NOfM> pattern) {}
    }

    /**
     * Two units are connected in both directions or in neither, gate by gate: an undirected random graph. If the number
     * of entries that the share removes asks for it, one pair is split; the next round takes the rest of it first.
     */
    @Description("Two units are connected in both directions or in neither")
    record Reciprocal() implements Arrangement {

        @Override
        public Rankings rankings(double target) {
            return round -> {
                Ranking random = Ranking.atRandom(round.random().nextLong());
                List<Mask> before = round.weights().stream().map(PrunableWeight::mask).toList();
                return new ConnectionRanking(random, (weight, shape, row, column) -> {
                    int unit = row % shape.units();
                    int firstRowOfGate = row - unit;
                    if (!before.get(weight).keeps(firstRowOfGate + column, unit)) {
                        return 0;
                    }
                    int ofThePair = random.key(
                            weight, shape, firstRowOfGate + Math.max(unit, column), Math.min(unit, column), 0);
                    // Below are the halves of pairs: at 0, or at 1 where self-connections go before all others.
                    return Math.max(2, ofThePair);
                });
            };
        }

        @Override
        public Set<PruningScope> scopes() {
            return EnumSet.of(PruningScope.LAYER);
        }
    }

    /**
     * Units are divided into blocks of consecutive ones, and connections between blocks are removed before any
     * connection within a block. Where as many connections are left as a block has units, each block is a small dense
     * network by itself.
     *
     * @param count the number of blocks, whose sizes differ by one unit at most; if there is none, rint(1 / (1 − target)),
     *     so that a block has as many units as the schedule leaves a unit connections, but at most one for each unit
     */
    @Description("Units are divided into blocks; connections between blocks are removed before any within a block")
    record Blocks(
            @Description("How many blocks there are, whose sizes differ by one unit at most; if not given, as many as make a block as large as the number of connections that a unit keeps in the end") @Range(min = 2) Optional<Integer> count)
            implements Arrangement {

        @Override
        public Rankings rankings(double target) {
            long wanted = count.map(Integer::longValue).orElse((long) Math.rint(1 / (1 - target)));
            return new Rankings() {
                @Override
                public Ranking of(PruningRound round) {
                    Ranking random = Ranking.atRandom(round.random().nextLong());
                    return new ConnectionRanking(random, (weight, shape, row, column) -> {
                        int key = random.key(weight, shape, row, column, 0) >>> 1;
                        // The lower half of all keys is for connections between blocks, the upper one for those within.
                        return block(row % shape.units(), shape) == block(column, shape) ? key + (1 << 30) : key;
                    });
                }

                private long block(int unit, WeightShape shape) {
                    return unit * Math.min(shape.units(), wanted) / shape.units();
                }

                @Override
                public void require(WeightShape shape) {
                    if (count.isPresent() && SelfConnections.hasAny(shape) && wanted > shape.units()) {
                        throw new SettingException("arrangement",
                                "%d blocks are more than the %d units of %s: lower count"
                                        .formatted(wanted, shape.units(), shape.name()));
                    }
                }
            };
        }

        @Override
        public Set<PruningScope> scopes() {
            return EnumSet.of(PruningScope.LAYER, PruningScope.UNIT);
        }
    }

    /**
     * Rejects settings that contradict this arrangement.
     *
     * @param on the roles of the weights
     * @param scope which entries are drawn from together
     * @param group how many units lose connections together
     * @param pattern a pattern along rows
     */
    default void require(List<WeightRole> on, PruningScope scope, int group, Optional<NOfM> pattern) {
        if (!on.contains(WeightRole.RECURRENT)) {
            throw new SettingException("arrangement",
                    "an arrangement is one of connections between units, but on = %s has none: add recurrent, or leave arrangement out"
                            .formatted(Consistency.written(on)));
        }
        if (group > 1 || pattern.isPresent()) {
            throw new SettingException("arrangement",
                    "arrangement and %s are two rules for the same entries: leave one of them out"
                            .formatted(group > 1 ? "group = " + group : "n-of-m"));
        }
        if (!scopes().contains(scope)) {
            throw new SettingException("scope",
                    "scope = %s cannot arrange connections between units in this way: choose scope = %s".formatted(
                            Consistency.written(scope),
                            scopes().stream().map(Consistency::written).collect(Collectors.joining(" or "))));
        }
    }
}
