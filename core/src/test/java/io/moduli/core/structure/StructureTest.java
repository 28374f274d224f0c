package io.moduli.core.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.weight.Mask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StructureTest {

    /** The club of Zachary (1977), from each member to those of higher numbers: the graph that methods are tried on. */
    private static final int[][] KARATE_CLUB = {
        {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31}, {2, 3, 7, 13, 17, 19, 21, 30},
        {3, 7, 8, 9, 13, 27, 28, 32}, {7, 12, 13}, {6, 10}, {6, 10, 16}, {16}, {}, {30, 32, 33}, {33}, {}, {}, {},
        {33}, {32, 33}, {32, 33}, {}, {}, {32, 33}, {33}, {32, 33}, {}, {32, 33}, {25, 27, 29, 32, 33},
        {25, 27, 31}, {31}, {29, 33}, {33}, {31, 33}, {32, 33}, {32, 33}, {32, 33}, {33}, {}};

    @Test
    void connectionsOfEitherDirectionAndAnyGateAreOneEdgeAndThoseToThemselvesNone() {
        Mask mask = Mask.builder(6, 3).keep(0, 0).keep(0, 1).keep(1, 0).keep(4, 0).keep(5, 1).build();

        UnitGraph graph = UnitGraph.of(mask);

        assertThat(graph.edges()).isEqualTo(2);
        assertThat(graph.neighboursOf(0)).containsExactly(1);
        assertThat(graph.neighboursOf(1)).containsExactly(0, 2);
        assertThat(graph.neighboursOf(2)).containsExactly(1);
        assertThat(graph.density()).isEqualTo(2.0 / 3);
    }

    @Test
    void reciprocityCountsConnectionsWithBothDirectionsInWhateverGate() {
        // 0 and 1 are connected in both directions, in gates 0 and 1; 1 and 2 in one.
        Mask mask = Mask.builder(6, 3).keep(0, 0).keep(0, 1).keep(1, 0).keep(4, 0).keep(5, 1).build();

        Reciprocity reciprocity = Reciprocity.of(mask, UnitGraph.of(mask));

        assertThat(reciprocity.connections()).isEqualTo(3);
        assertThat(reciprocity.share()).isEqualTo(2.0 / 3, within(1e-12));
        assertThat(reciprocity.expected()).isEqualTo(0.5);
    }

    @Test
    void withoutConnectionsThereIsNoReciprocity() {
        Mask mask = Mask.builder(3, 3).keep(0, 0).build();

        assertThat(Reciprocity.of(mask, UnitGraph.of(mask)).share()).isNaN();
    }

    @Test
    void theKarateClubIsAsSmallAWorldAsOthersMeasureIt() {
        // By networkx 3.2: average_clustering and average_shortest_path_length.
        SmallWorld club = SmallWorld.of(graph(KARATE_CLUB));

        assertThat(club.clustering()).isEqualTo(0.5706384782076823, within(1e-12));
        assertThat(club.pathLength()).isEqualTo(2.408199643493761, within(1e-12));
        assertThat(club.largest()).isEqualTo(34);
    }

    @Test
    void theKarateClubFallsIntoFourCommunities() {
        // The maximum is 0.4198; the method of Louvain comes to at least 0.41 in any order of the members.
        Communities club = Communities.of(graph(KARATE_CLUB));

        assertThat(club.modularity()).isBetween(0.41, 0.41979);
        assertThat(club.count()).isEqualTo(4);
        assertThat(club.of()[0]).isNotEqualTo(club.of()[33]);
    }

    @Test
    void twoTrianglesWithABridgeAreTwoCommunities() {
        Communities triangles = Communities.of(graph(new int[][] {{1, 2}, {2}, {3}, {4, 5}, {5}, {}}));

        assertThat(triangles.of()).containsExactly(0, 0, 0, 1, 1, 1);
        // Twice 3 of 7 connections within, and half of all ends.
        assertThat(triangles.modularity()).isEqualTo(6.0 / 7 - 0.5, within(1e-12));
    }

    @Test
    void aRingWithItsNextButOnesIsClusteredAndLong() {
        int[][] ring = IntStream.range(0, 20)
                .mapToObj(unit -> new int[] {(unit + 1) % 20, (unit + 2) % 20}).toArray(int[][]::new);
        SmallWorld world = SmallWorld.of(graph(ring));

        assertThat(world.clustering()).isEqualTo(0.5, within(1e-12));
        assertThat(world.pathLength()).isEqualTo(55.0 / 19, within(1e-12));
        // (0.5 / 0.25) / (2.9 / 2)
        assertThat(world.smallWorldness(new SmallWorld(0.25, 2, 20, 20, 20))).isEqualTo(2 / (55.0 / 38), within(1e-12));
    }

    @Test
    void unitsThatNothingConnectsHaveNoPaths() {
        SmallWorld alone = SmallWorld.of(graph(new int[][] {{}, {}, {}}));

        assertThat(alone.clustering()).isZero();
        assertThat(alone.pathLength()).isNaN();
        assertThat(alone.largest()).isEqualTo(1);
        assertThat(Communities.of(graph(new int[][] {{}, {}, {}})).count()).isEqualTo(3);
        assertThat(Communities.of(graph(new int[][] {{}, {}, {}})).modularity()).isZero();
    }

    @Test
    void inARandomGraphPairsAreConnectedWithTheProbability() {
        UnitGraph graph = UnitGraph.random(2000, 0.01, 3);

        // 1999000 pairs: 19990 on average, and five standard deviations are 703.
        assertThat(graph.edges()).isBetween(19_287L, 20_693L);
        assertThat(SmallWorld.of(graph).clustering()).isBetween(0.008, 0.012);
        // ln 2000 / ln 20 = 2.54 is the usual estimate.
        assertThat(SmallWorld.of(graph).pathLength()).isBetween(2.4, 3.0);
        assertThat(UnitGraph.random(2000, 0.01, 3).neighbours()).isEqualTo(graph.neighbours());
        assertThat(UnitGraph.random(50, 0, 3).edges()).isZero();
    }

    @Test
    void degreesCountWhatIsLeftOfRowsColumnsAndUnits() {
        Mask mask = Mask.builder(4, 2).keep(0, 0).keep(0, 1).keep(2, 1).keep(3, 1).build();

        Degrees rows = Degrees.ofRows(mask, 0, 4);
        assertThat(rows.counts()).containsExactly(2, 0, 1, 1);
        assertThat(rows.perUnit(2).counts()).containsExactly(3, 1);
        assertThat(Degrees.ofColumns(mask, 0, 4).counts()).containsExactly(1, 3);
        assertThat(Degrees.ofColumns(mask, 2, 4).counts()).containsExactly(0, 2);
        assertThat(rows.without()).isEqualTo(1);
        assertThat(rows.sum()).isEqualTo(4);
        assertThat(rows.minimum()).isZero();
        assertThat(rows.median()).isEqualTo(1);
        assertThat(rows.maximum()).isEqualTo(2);
    }

    @Test
    void masksOverlapByWhatBothKeepOfWhatEitherKeeps() {
        MaskOverlap overlap = MaskOverlap.of(
                Mask.builder(2, 5).keep(0, 0).keep(0, 1).keep(1, 4).build(),
                Mask.builder(2, 5).keep(0, 1).keep(1, 0).keep(1, 4).keep(1, 3).build());

        assertThat(overlap).isEqualTo(new MaskOverlap(10, 3, 4, 2));
        assertThat(overlap.byChance()).isEqualTo(1.2, within(1e-12));
        assertThat(overlap.jaccard()).isEqualTo(0.4, within(1e-12));
        assertThat(new MaskOverlap(10, 0, 0, 0).jaccard()).isEqualTo(1);
    }

    /** @param edges from each unit to some others */
    private static UnitGraph graph(int[][] edges) {
        Mask.Builder mask = Mask.builder(edges.length, edges.length);
        for (int from = 0; from < edges.length; from++) {
            for (int to : edges[from]) {
                mask.keep(to, from);
            }
        }
        return UnitGraph.of(mask.build());
    }
}
