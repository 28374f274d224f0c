package io.moduli.core.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One turn of a system on a workload.
 *
 * @param workload what is computed
 * @param system by whom
 * @param trains whether it takes training steps; else single steps of a stream
 */
record Turn(Workload workload, TrainingSystem.Kind system, boolean trains) {

    /** A PyTorch that masks does so at the same cost whatever the mask. */
    private static final double MASKED = 0.9;

    /** All turns, workload by workload. */
    static List<Turn> all() {
        List<Turn> turns = new ArrayList<>();
        for (Workload shape : Workload.SHAPES) {
            for (double sparsity : Workload.SPARSITIES) {
                turns.add(new Turn(shape.withSparsity(sparsity), TrainingSystem.Kind.MODULI, true));
                if (sparsity == 0 || sparsity == MASKED) {
                    turns.add(new Turn(shape.withSparsity(sparsity), TrainingSystem.Kind.PYTORCH, true));
                }
                if (Dl4jStep.leftOut(shape.withSparsity(sparsity)).isEmpty()) {
                    turns.add(new Turn(shape.withSparsity(sparsity), TrainingSystem.Kind.DL4J, true));
                }
            }
        }
        Stream.of(Workload.STREAM, Workload.STREAMS)
                .flatMap(streams -> Stream.of(0.0, 0.95).map(streams::withSparsity))
                .forEach(step -> turns.add(new Turn(step, TrainingSystem.Kind.MODULI, false)));
        return turns;
    }

    /** Shape by shape in their order; the systems backwards in every other round. */
    static List<Turn> inOrderOf(int round, List<Turn> turns) {
        return turns.stream()
                .map(Turn::shape)
                .distinct()
                .flatMap(shape -> {
                    List<Turn> same = turns.stream().filter(turn -> turn.shape().equals(shape)).toList();
                    return (round % 2 == 0 ? same : same.reversed()).stream();
                })
                .toList();
    }

    /** What the report calls the shape. */
    String shape() {
        return trains ? workload.shape() : workload.shape() + " inference";
    }

    /** What {@code benchmark.only} is matched with. */
    String title() {
        return "%s/%s".formatted(trains ? workload.title() : workload.title() + " inference", system.title());
    }

    /** What JMH runs. */
    Class<?> benchmark() {
        return trains ? TrainingStepBenchmark.class : InferenceBenchmark.class;
    }

    /** The file that JMH's own account goes to. */
    String fileName(int round) {
        return "%s-round-%d.log".formatted(title().replaceAll("[^A-Za-z0-9]+", "-"), round + 1);
    }
}
