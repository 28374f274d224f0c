package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.task.Batch;
import io.moduli.core.engine.Team;
import io.moduli.core.engine.WeightMap;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Where sequences start from: what stands in front of each layer's states. */
sealed interface InitialHidden {

    /** Prepares the initial states of all layers for a batch. */
    void forward(Batch batch, boolean continues);

    /** Takes the gradients by the initial states. */
    default void backward() {}

    /** States that are 0, which is what fresh buffers hold. */
    record Zero() implements InitialHidden {
        @Override
        public void forward(Batch batch, boolean continues) {}
    }

    /** The states after the last step of the batch before, or 0 where the sequences begin. */
    record Carried(List<LayerBuffers> layers) implements InitialHidden {
        @Override
        public void forward(Batch batch, boolean continues) {
            for (LayerBuffers layer : layers) {
                for (Matrix state : layer.states) {
                    Matrix initial = layer.step(state, 0);
                    if (continues) {
                        initial.copyFrom(layer.step(state, layer.time));
                    } else {
                        initial.fill(0);
                    }
                }
            }
        }
    }

    /** Hidden states that are a linear map of the batch's features; all layers' below each other. */
    final class Projected implements InitialHidden {

        private final WeightMap map;
        private final List<LayerBuffers> layers;
        private final Team team;
        private final Matrix hidden;
        private final Matrix hiddenGradient;
        private final IntConsumer forwardPart = this::project;
        private final IntConsumer backwardPart = this::differentiate;
        private @Nullable Matrix features;

        Projected(WeightMap map, List<LayerBuffers> layers, Team team) {
            this.map = map;
            this.layers = layers;
            this.team = team;
            int rows = map.parameter().rows();
            int batch = layers.getFirst().batch;
            this.hidden = Matrix.allocateAligned(rows, batch);
            this.hiddenGradient = Matrix.allocateAligned(rows, batch);
        }

        @Override
        public void forward(Batch batch, boolean continues) {
            features = batch.initialState();
            team.run(forwardPart);
            int row = 0;
            for (LayerBuffers layer : layers) {
                layer.step(layer.states.getFirst(), 0).copyFrom(hidden.rowWindow(row, layer.hidden));
                row += layer.hidden;
            }
        }

        @Override
        public void backward() {
            int row = 0;
            for (LayerBuffers layer : layers) {
                hiddenGradient.rowWindow(row, layer.hidden).copyFrom(layer.step(layer.hiddenGradient, 0));
                row += layer.hidden;
            }
            team.run(backwardPart);
        }

        private void project(int worker) {
            if (features != null) {
                map.multiply(worker, features, hidden, false);
            }
        }

        private void differentiate(int worker) {
            if (features != null) {
                map.gradient(worker, hiddenGradient, features, false);
            }
        }
    }
}
