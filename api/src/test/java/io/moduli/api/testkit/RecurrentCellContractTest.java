package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.tensor.Matrix;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecurrentCellContractTest implements RecurrentCellContractTests {

    @Override
    public Map<String, RecurrentCell> recurrentCells() {
        return Map.of("a leaky cell", new LeakyCell(), "a gated rectifier", new GatedRectifier());
    }

    @Test
    void aWrongSignInTheBackwardPassIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            float preActivationGradient(float gradient, float leak, float activation) {
                return gradient * (1 - leak) * (1 + activation * activation);
            }
        }))
                .containsOnly("gradient");
    }

    @Test
    void aGradientThatIsFourPerThousandOffIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            float preActivationGradient(float gradient, float leak, float activation) {
                return 1.004f * super.preActivationGradient(gradient, leak, activation);
            }
        }))
                .containsOnly("gradient");
    }

    @Test
    void memoryThatAllThreadsShareIsFound() {
        assertThat(rules(new LeakyCell() {
            private final float[] shared = new float[1];

            @Override
            float preActivationGradient(float gradient, float leak, float activation) {
                shared[0] = super.preActivationGradient(gradient, leak, activation);
                return shared[0];
            }
        }))
                .containsOnly("concurrency");
    }

    @Test
    void aForgottenGradientByAUnitVectorIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            void addVectorGradient(Matrix vectorGradient, int unit, float gradient) {}
        }))
                .containsOnly("gradient");
    }

    @Test
    void aGradientByAUnitVectorThatReplacesWhatWasThereIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            void addVectorGradient(Matrix vectorGradient, int unit, float gradient) {
                vectorGradient.set(unit, 0, gradient);
            }
        }))
                .containsOnly("addition");
    }

    @Test
    void aStateGradientThatIsAddedInsteadOfWrittenIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            void writeStateGradient(Matrix previousGradient, int unit, int sequence, float gradient) {
                previousGradient.set(unit, sequence, previousGradient.get(unit, sequence) + gradient);
            }
        }))
                .contains("finite", "gradient");
    }

    @Test
    void aCellThatTakesRowsForGaplessIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            float preActivation(Matrix input, int unit, int sequence) {
                long gapless = input.byteOffset(0, 0) + (long) Float.BYTES * (unit * input.columns() + sequence);
                return input.memory().get(ValueLayout.JAVA_FLOAT, gapless);
            }
        }))
                .contains("finite");
    }

    @Test
    void aCellThatRoundsUpToWholeVectorsIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            public void forward(ForwardStep step) {
                super.forward(step);
                Matrix next = step.next(0);
                next.memory().set(ValueLayout.JAVA_FLOAT, next.byteOffset(0, next.columns()), 0);
            }
        }))
                .contains("windows");
    }

    @Test
    void aCellThatWritesToThePreviousStateIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            public void forward(ForwardStep step) {
                super.forward(step);
                step.previous(0).set(0, 0, 0.25f);
            }
        }))
                .contains("read-only");
    }

    @Test
    void aBackwardPassThatWritesToTheNextStateIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            public void backward(BackwardStep step) {
                super.backward(step);
                step.next(0).fill(0.5f);
            }
        }))
                .contains("read-only");
    }

    @Test
    void aCellThatNormalizesOverItsUnitsIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            float preActivation(Matrix input, int unit, int sequence) {
                return input.get(unit, sequence) - 0.01f * input.rows();
            }
        }))
                .contains("units");
    }

    @Test
    void aCellThatMixesSequencesIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            float preActivation(Matrix input, int unit, int sequence) {
                // A column that has not yet been overwritten by its activation.
                float last = input.get(unit, input.columns() - 1);
                return sequence == input.columns() - 1 ? last : input.get(unit, sequence) + 0.01f * last;
            }
        }))
                .contains("sequences");
    }

    @Test
    void aHyperbolicTangentThatOverflowsIsFound() {
        assertThat(rules(new LeakyCell() {
            @Override
            float activation(float preActivation) {
                float exponential = (float) Math.exp(2 * preActivation);
                return (exponential - 1) / (exponential + 1);
            }
        }))
                .containsOnly("finite");
    }

    @Test
    void aCellOfStepsIsNotTakenForSmooth() {
        assertThat(rules(new LeakyCell() {
            @Override
            float activation(float preActivation) {
                return (float) Math.rint(20 * preActivation) / 2;
            }
        }))
                .contains("smoothness");
    }

    @Test
    void aCellThatChangesItsShapeIsFound() {
        assertThat(rules(new LeakyCell() {
            private int asked;

            @Override
            public CellShape shape() {
                asked++;
                return new CellShape(1, List.of("hidden" + asked), 0, true, super.shape().vectors());
            }
        }))
                .contains("shape");
    }

    @Test
    void aCellThatThrowsIsFound() {
        assertThat(RecurrentCellContract.check(new LeakyCell() {
            @Override
            float activation(float preActivation) {
                throw new IllegalStateException("not yet written");
            }
        }, 1)).extracting(Violation::toString)
                .containsExactly("steps: threw java.lang.IllegalStateException: not yet written");
    }

    private static List<String> rules(RecurrentCell cell) {
        return RecurrentCellContract.check(cell, 1).stream().map(Violation::rule).distinct().toList();
    }

    /** h' = leak · h + (1 - leak) · tanh(a), each unit with a leak of its own. */
    private static class LeakyCell implements RecurrentCell {

        @Override
        public CellShape shape() {
            return new CellShape(1, List.of("hidden"), 0, true, List.of(new UnitVector("leak", 0.1, 0.9)));
        }

        float preActivation(Matrix input, int unit, int sequence) {
            return input.get(unit, sequence);
        }

        float activation(float preActivation) {
            return (float) Math.tanh(preActivation);
        }

        float preActivationGradient(float gradient, float leak, float activation) {
            return gradient * (1 - leak) * (1 - activation * activation);
        }

        void addVectorGradient(Matrix vectorGradient, int unit, float gradient) {
            vectorGradient.set(unit, 0, vectorGradient.get(unit, 0) + gradient);
        }

        void writeStateGradient(Matrix previousGradient, int unit, int sequence, float gradient) {
            previousGradient.set(unit, sequence, gradient);
        }

        @Override
        public void forward(ForwardStep step) {
            Matrix input = step.input(0);
            for (int unit = 0; unit < step.units(); unit++) {
                float leak = step.vector(0).get(unit, 0);
                for (int sequence = 0; sequence < step.batch(); sequence++) {
                    float activation = activation(preActivation(input, unit, sequence));
                    input.set(unit, sequence, activation);
                    float before = step.previous(0).get(unit, sequence);
                    step.next(0).set(unit, sequence, leak * before + (1 - leak) * activation);
                }
            }
        }

        @Override
        public void backward(BackwardStep step) {
            Matrix input = step.input(0);
            for (int unit = 0; unit < step.units(); unit++) {
                float leak = step.vector(0).get(unit, 0);
                float leakGradient = 0;
                for (int sequence = 0; sequence < step.batch(); sequence++) {
                    float activation = input.get(unit, sequence);
                    float gradient = step.nextGradient(0).get(unit, sequence);
                    float before = step.previous(0).get(unit, sequence);
                    leakGradient += gradient * (before - activation);
                    writeStateGradient(step.previousGradient(0), unit, sequence, gradient * leak);
                    input.set(unit, sequence, preActivationGradient(gradient, leak, activation));
                }
                addVectorGradient(step.vectorGradient(0), unit, leakGradient);
            }
        }
    }

    /**
     * Two gates, two states, projections apart and something saved: m' = max(0, a₀) + max(0, b₀) · m, h' = h + (a₁ + b₁) ·
     * m'.
     */
    private static final class GatedRectifier implements RecurrentCell {

        @Override
        public CellShape shape() {
            return new CellShape(2, List.of("hidden", "memory"), 1, false, List.of());
        }

        @Override
        public void forward(ForwardStep step) {
            for (int unit = 0; unit < step.units(); unit++) {
                for (int sequence = 0; sequence < step.batch(); sequence++) {
                    float add = Math.max(0, step.input(0).get(unit, sequence));
                    float keep = Math.max(0, step.recurrent(0).get(unit, sequence));
                    float gate = step.input(1).get(unit, sequence) + step.recurrent(1).get(unit, sequence);
                    float memory = add + keep * step.previous(1).get(unit, sequence);
                    step.saved(0).set(unit, sequence, gate);
                    step.next(1).set(unit, sequence, memory);
                    step.next(0).set(unit, sequence, step.previous(0).get(unit, sequence) + gate * memory);
                }
            }
        }

        @Override
        public void backward(BackwardStep step) {
            for (int unit = 0; unit < step.units(); unit++) {
                for (int sequence = 0; sequence < step.batch(); sequence++) {
                    float hidden = step.nextGradient(0).get(unit, sequence);
                    float gate = step.saved(0).get(unit, sequence);
                    float memory = step.nextGradient(1).get(unit, sequence) + hidden * gate;
                    float gateGradient = hidden * step.next(1).get(unit, sequence);
                    float keep = step.recurrent(0).get(unit, sequence);
                    float before = step.previous(1).get(unit, sequence);
                    step.previousGradient(0).set(unit, sequence, hidden);
                    step.previousGradient(1).set(unit, sequence, memory * Math.max(0, keep));
                    boolean adds = step.input(0).get(unit, sequence) > 0;
                    step.input(0).set(unit, sequence, adds ? memory : 0);
                    step.recurrent(0).set(unit, sequence, keep > 0 ? memory * before : 0);
                    step.input(1).set(unit, sequence, gateGradient);
                    step.recurrent(1).set(unit, sequence, gateGradient);
                }
            }
        }
    }
}
