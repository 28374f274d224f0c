package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.WeightRole;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TaskContractTest implements TaskContractTests {

    @Override
    public Map<String, Task> tasks() {
        return Map.of(
                "numbers", Drawn::new,
                "tokens and classes", () -> new Drawn() {
                    @Override
                    public TaskShape shape() {
                        return tokens(Loss.Standard.CLASS_CROSS_ENTROPY);
                    }
                },
                "tokens and soft targets", () -> new Drawn() {
                    @Override
                    public TaskShape shape() {
                        return tokens(Loss.Standard.SOFT_TARGET_CROSS_ENTROPY);
                    }
                },
                "annotations", Annotated::new,
                "a loss of its own", () -> new Drawn() {
                    @Override
                    public TaskShape shape() {
                        return tokens(new FourthPower(4));
                    }
                });
    }

    @Test
    void aTaskThatSaysItCannotRunIsFound() throws IOException {
        Task task = new Task() {
            @Override
            public List<String> check() {
                return List.of("the corpus is missing");
            }

            @Override
            public OpenTask open() {
                return new Drawn();
            }
        };
        assertThat(TaskContract.check(task))
                .extracting(Violation::toString)
                .containsExactly("check: it says [the corpus is missing]");
    }

    @Test
    void aSplitWithoutBatchesIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            public long batches(Split split) {
                return split == Split.TEST ? 0 : 4;
            }
        }))
                .containsExactly("batches");
    }

    @Test
    void placesOutsideOfTheUnitSquareAreFound() throws IOException {
        assertThat(problems(() -> new Drawn() {
            @Override
            public Optional<double[][]> places(WeightRole role) {
                return Optional.of(new double[][] {{0, 0}, {-1, 0}});
            }
        })).containsExactly("places: the task places a feature (INPUT) at [-1.0, 0.0], not at two numbers from 0 to 1");
    }

    @Test
    void placesThatDifferEachTimeAreFound() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        assertThat(problems(() -> new Drawn() {
            @Override
            public Optional<double[][]> places(WeightRole role) {
                return role == WeightRole.READ_OUT
                        ? Optional.of(new double[][] {{0, 0}, {1.0 / calls.incrementAndGet(), 0}})
                        : Optional.empty();
            }
        })).containsExactly("places: opened again, it gives other places (READ_OUT)");
    }

    @Test
    void aBatchThatDependsOnTheCallIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            private int calls;

            @Override
            String stream(Split split, long index) {
                return split + "/" + calls++;
            }
        }))
                .contains("purity");
    }

    @Test
    void aBatchThatDependsOnTheThreadIsFound() throws IOException {
        Thread test = Thread.currentThread();
        assertThat(rules(() -> new Drawn() {
            @Override
            String stream(Split split, long index) {
                return super.stream(split, index) + Thread.currentThread().equals(test);
            }
        }))
                .containsExactly("purity");
    }

    @Test
    void scratchMemoryThatCallsShareIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            private final Matrix scratch = Matrix.allocate(2, 12);

            @Override
            void draw(Matrix matrix, RandomGenerator random) {
                Matrix own = scratch.columnWindow(0, matrix.columns());
                super.draw(own, random);
                // So that others come in between on a machine of one processor, too.
                LockSupport.parkNanos(100_000);
                matrix.copyFrom(own);
            }
        }))
                .containsExactly("threads");
    }

    @Test
    void aTaskThatFailsWhereTwoThreadsMeetIsFound() throws IOException {
        assertThat(problems(() -> new Drawn() {
            private final AtomicInteger inside = new AtomicInteger();

            @Override
            void draw(Matrix matrix, RandomGenerator random) {
                if (inside.incrementAndGet() > 1) {
                    throw new IllegalStateException("two at once");
                }
                super.draw(matrix, random);
                LockSupport.parkNanos(100_000);
                inside.decrementAndGet();
            }
        }))
                .singleElement().asString()
                .startsWith("threads: ")
                .endsWith(
                        "filling it while other threads fill batches of their own threw java.lang.IllegalStateException: two at once");
    }

    @Test
    void aTaskThatDrawsAnewWhenItIsOpenedAgainIsFound() throws IOException {
        int[] opened = {0};
        assertThat(rules(() -> {
            int number = opened[0]++;
            return new Drawn() {
                @Override
                String stream(Split split, long index) {
                    return super.stream(split, index) + number;
                }
            };
        }))
                .containsExactly("purity");
    }

    @Test
    void batchesThatAreAllTheSameAreFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            String stream(Split split, long index) {
                return split.name();
            }
        }))
                .containsExactly("variety");
    }

    @Test
    void aTestSplitThatIsTheTrainingSplitIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            String stream(Split split, long index) {
                return split == Split.TEST ? super.stream(Split.TRAIN, index) : super.stream(split, index);
            }
        }))
                .containsExactly("variety");
    }

    @Test
    void aNumberThatIsNotWrittenIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            void draw(Matrix matrix, RandomGenerator random) {
                super.draw(matrix.columnWindow(0, matrix.columns() - 1), random);
            }
        }))
                .containsExactly("contents");
    }

    @Test
    void annotationsThatAreNotWrittenAreFound() throws IOException {
        assertThat(problems(() -> new Annotated() {
            @Override
            void annotate(Split split, long index, Matrix annotations) {}
        }))
                .contains("contents: TRAIN batch 0: annotations (0, 0) is not written or not finite: NaN");
    }

    @Test
    void annotationsThatDependOnTheCallAreFound() throws IOException {
        assertThat(rules(() -> new Annotated() {
            private int calls;

            @Override
            void annotate(Split split, long index, Matrix annotations) {
                annotations.fill(calls++);
            }
        }))
                .containsExactly("purity");
    }

    @Test
    void aBatchHasAnnotationsOnlyWhereTheShapeAsksForThem() {
        assertThat(Batch.allocate(new Annotated().shape()).annotations())
                .hasToString("Matrix[2 x 8]");
        assertThatThrownBy(() -> Batch.allocate(new Drawn().shape()).annotations())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a batch of this task has no annotations");
    }

    @Test
    void aTokenBeyondTheVocabularyIsFound() throws IOException {
        assertThat(problems(() -> new Drawn() {
            @Override
            public TaskShape shape() {
                return tokens(Loss.Standard.CLASS_CROSS_ENTROPY);
            }

            @Override
            public void fill(Split split, long index, Batch batch) {
                super.fill(split, index, batch);
                batch.tokens()[2] = 9;
            }
        }))
                .contains("contents: TRAIN batch 0: tokens[2] is 9, but must be from 0 to 8");
    }

    @Test
    void aBatchInWhichNoClassCountsIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            public TaskShape shape() {
                return tokens(Loss.Standard.CLASS_CROSS_ENTROPY);
            }

            @Override
            public void fill(Split split, long index, Batch batch) {
                super.fill(split, index, batch);
                Arrays.fill(batch.classes(), -1);
            }
        }))
                .containsExactly("contents");
    }

    @Test
    void softTargetsThatAreNoDistributionAreFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            public TaskShape shape() {
                return tokens(Loss.Standard.SOFT_TARGET_CROSS_ENTROPY);
            }

            @Override
            public void fill(Split split, long index, Batch batch) {
                super.fill(split, index, batch);
                batch.target().set(0, 0, 1.5f);
            }
        }))
                .containsExactly("contents");
    }

    @Test
    void aFirstBatchThatContinuesAnotherIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            public boolean continues(Split split, long index) {
                return true;
            }
        }))
                .containsExactly("continuity");
    }

    @Test
    void metricsWithABadNameOrNoValueAreFound() throws IOException {
        assertThat(problems(() -> judgedBy(new Metric("Mean Error", 1), new Metric("accuracy", Double.NaN))))
                .contains(
                        "metric-names: the name 'Mean Error' is not lower-case words joined by hyphens",
                        "metrics: accuracy of TRAIN is NaN");
    }

    @Test
    void metricsThatRememberAnotherEvaluationAreFound() throws IOException {
        int[] batches = {0};
        assertThat(rules(() -> new Drawn() {
            @Override
            public Evaluation evaluation(Split split) {
                return new Judge() {
                    @Override
                    public void add(Batch batch, Matrix outputs) {
                        batches[0]++;
                    }

                    @Override
                    public List<Metric> metrics() {
                        return List.of(new Metric("batches", batches[0]));
                    }
                };
            }
        }))
                .containsExactly("metrics");
    }

    @Test
    void anEvaluationThatWritesToTheOutputsIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            public Evaluation evaluation(Split split) {
                return new Judge() {
                    @Override
                    public void add(Batch batch, Matrix outputs) {
                        outputs.set(0, 0, 0);
                        super.add(batch, outputs);
                    }
                };
            }
        }))
                .contains("read-only");
    }

    @Test
    void aLossWhoseGradientIsNotItsOwnIsFound() throws IOException {
        assertThat(rules(() -> new Drawn() {
            @Override
            public TaskShape shape() {
                return tokens(new FourthPower(3));
            }
        }))
                .containsExactly("loss");
    }

    private static List<String> rules(Task task) throws IOException {
        return TaskContract.check(task).stream().map(Violation::rule).distinct().toList();
    }

    private static List<String> problems(Task task) throws IOException {
        return TaskContract.check(task).stream().map(Violation::toString).toList();
    }

    private static OpenTask judgedBy(Metric... metrics) {
        return new Drawn() {
            @Override
            public Evaluation evaluation(Split split) {
                return new Judge() {
                    @Override
                    public List<Metric> metrics() {
                        return List.of(metrics);
                    }
                };
            }
        };
    }

    private static TaskShape tokens(Loss loss) {
        return new TaskShape(
                new Input.Tokens(9), new InitialState.Projected(2), ReadOut.EVERY_STEP, 3, loss, 4, 2);
    }

    /** The mean fourth power of the outputs, whose gradient has the factor 4. */
    private record FourthPower(int factor) implements Loss.Custom {

        @Override
        public double evaluate(Matrix outputs, Batch batch, Matrix gradient) {
            double sum = 0;
            int count = outputs.rows() * outputs.columns();
            for (int row = 0; row < outputs.rows(); row++) {
                for (int column = 0; column < outputs.columns(); column++) {
                    double output = outputs.get(row, column);
                    sum += Math.pow(output, 4);
                    gradient.set(row, column, (float) (factor * Math.pow(output, 3) / count));
                }
            }
            return sum / count;
        }
    }

    private static class Judge implements Evaluation {

        private double sum;

        @Override
        public void add(Batch batch, Matrix outputs) {
            sum += outputs.get(0, 0);
        }

        @Override
        public List<Metric> metrics() {
            return List.of(new Metric("first-output", sum, "cm"));
        }
    }

    /** Two annotations with each of eight output columns. */
    private static class Annotated extends Drawn {

        @Override
        public TaskShape shape() {
            return new TaskShape(
                    new Input.Dense(2),
                    new InitialState.Zero(),
                    ReadOut.EVERY_STEP,
                    3,
                    Loss.Standard.SQUARED_ERROR,
                    4,
                    2,
                    2);
        }

        @Override
        public void fill(Split split, long index, Batch batch) {
            super.fill(split, index, batch);
            annotate(split, index, batch.annotations());
        }

        void annotate(Split split, long index, Matrix annotations) {
            draw(annotations, new RandomStreams(6).stream(stream(split, index)));
        }
    }

    /** Batches are scaled by a number that is drawn from the seed: the least that can be fitted. */
    private record Scaling(long seed, boolean takesBack) implements Task {

        @Override
        public String toString() {
            return "scaling";
        }

        @Override
        public OpenTask open() {
            return scaled(new RandomStreams(seed).stream("scale").nextDouble());
        }

        @Override
        public OpenTask open(FittedState fitted) {
            double scale = fitted.array("scale").values()[0];
            return takesBack ? scaled(scale) : open();
        }

        private static OpenTask scaled(double scale) {
            return new Drawn() {
                @Override
                public FittedState fitted() {
                    return new FittedState(
                            List.of(new StateArray("scale", List.of(1), new double[] {scale})),
                            Map.of("unit", List.of("one")));
                }

                @Override
                public void fill(Split split, long index, Batch batch) {
                    super.fill(split, index, batch);
                    batch.target().set(0, 0, (float) scale);
                }
            };
        }
    }

    @Test
    void aTaskThatTakesBackWhatItWasFittedToPasses() throws IOException {
        assertThat(TaskContract.check(new Scaling(1, true))).isEmpty();
        assertThat(TaskContract.checkFitted(new Scaling(1, true), new Scaling(2, true))).isEmpty();
    }

    @Test
    void aTaskThatIsFittedAnewIsFoundWithAnotherSeed() throws IOException {
        assertThat(TaskContract.checkFitted(new Scaling(1, false), new Scaling(2, false)))
                .extracting(Violation::toString)
                .containsExactly(
                        "fitted: scaling: opened with [scale, unit], it hands out [scale, unit] with other contents");
    }

    @Test
    void aTaskThatRefusesWhatItHandsOutIsFound() throws IOException {
        Task task = () -> Scaling.scaled(0.5);

        assertThat(TaskContract.check(task)).extracting(Violation::toString).containsExactly(
                "fitted: it refuses what it was fitted to itself: java.lang.IllegalArgumentException: the task fits nothing, but something of another one was stored");
    }

    @Test
    void aTaskThatTakesWhatIsNotItsOwnIsFound() throws IOException {
        Task task = new Task() {
            @Override
            public OpenTask open() {
                return new Drawn();
            }

            @Override
            public OpenTask open(FittedState fitted) {
                return open();
            }
        };

        assertThat(TaskContract.check(task)).extracting(Violation::toString)
                .containsExactly("fitted: it takes what is not its own: [nothing_of_this_task]");
    }

    @Test
    void batchesThatFollowTheSeedInsteadOfWhatWasFittedAreFound() throws IOException {
        Task task = new Task() {
            @Override
            public OpenTask open() {
                return Scaling.scaled(0.5);
            }

            @Override
            public OpenTask open(FittedState fitted) {
                fitted.array("scale");
                return new Drawn() {
                    @Override
                    public FittedState fitted() {
                        return fitted;
                    }
                };
            }
        };

        assertThat(rules(task)).containsOnly("fitted");
    }

    /** Everything a shape may ask for, drawn at random. */
    private static class Drawn implements OpenTask {

        @Override
        public TaskShape shape() {
            return new TaskShape(
                    new Input.Dense(2),
                    new InitialState.Carried(),
                    ReadOut.LAST_STEP,
                    2,
                    Loss.Standard.SQUARED_ERROR,
                    3,
                    4);
        }

        @Override
        public long batches(Split split) {
            return 4;
        }

        String stream(Split split, long index) {
            return split + "/" + index;
        }

        void draw(Matrix matrix, RandomGenerator random) {
            for (int row = 0; row < matrix.rows(); row++) {
                for (int column = 0; column < matrix.columns(); column++) {
                    matrix.set(row, column, random.nextFloat());
                }
            }
        }

        @Override
        public void fill(Split split, long index, Batch batch) {
            RandomGenerator random = new RandomStreams(5).stream(stream(split, index));
            if (shape().input() instanceof Input.Tokens tokens) {
                Arrays.setAll(batch.tokens(), _ -> random.nextInt(tokens.vocabulary()));
            } else {
                draw(batch.input(), random);
            }
            if (shape().initialState() instanceof InitialState.Projected) {
                draw(batch.initialState(), random);
            }
            if (shape().loss() == Loss.Standard.CLASS_CROSS_ENTROPY) {
                Arrays.setAll(batch.classes(), column -> column == 1 ? -1 : random.nextInt(shape().outputs()));
            } else if (shape().loss() == Loss.Standard.SOFT_TARGET_CROSS_ENTROPY) {
                batch.target().fill(1f / shape().outputs());
            } else {
                draw(batch.target(), random);
            }
        }

        @Override
        public boolean continues(Split split, long index) {
            return index % 4 != 0;
        }

        @Override
        public Evaluation evaluation(Split split) {
            return new Judge();
        }
    }
}
