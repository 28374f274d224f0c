package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.task.Batch;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.maps.WeightMap;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Where sequences start from: what stands in front of each layer's states. */
sealed interface InitialHidden {

    /** Prepares the initial states of all layers for a batch. */
    void forward(Batch batch, boolean continues);

    /** Takes the gradients by the initial states. */
    default void backward() {}

    /** States that are 0. */
    record Zero(List<RecurrentLayer> layers) implements InitialHidden {
        @Override
        public void forward(Batch batch, boolean continues) {
            for (RecurrentLayer layer : layers) {
                layer.startFrom(SequencePass.Start.ZERO);
            }
        }
    }

    /** The states after the last step of the batch before, or 0 where the sequences begin. */
    record Carried(List<RecurrentLayer> layers) implements InitialHidden {
        @Override
        public void forward(Batch batch, boolean continues) {
            for (RecurrentLayer layer : layers) {
                layer.startFrom(continues ? SequencePass.Start.CARRIED : SequencePass.Start.ZERO);
            }
        }
    }

    /** Hidden states that are a linear map of the batch's features; all layers' below each other. */
    final class Projected implements InitialHidden {

        private final WeightMap map;
        private final List<RecurrentLayer> layers;
        private final int hiddenOfLayer;
        private final Team team;
        private final Matrix hidden;
        private final Matrix hiddenGradient;
        private final IntConsumer forwardPart = this::project;
        private final IntConsumer backwardPart = this::differentiate;
        private @Nullable Matrix features;

        /** @param batch sequences side by side */
        Projected(WeightMap map, List<RecurrentLayer> layers, int batch, Team team) {
            this.map = map;
            this.layers = layers;
            this.team = team;
            int rows = map.parameter().rows();
            this.hiddenOfLayer = rows / layers.size();
            this.hidden = ActivationMatrix.allocate(rows, batch);
            this.hiddenGradient = ActivationMatrix.allocate(rows, batch);
        }

        @Override
        public void forward(Batch batch, boolean continues) {
            features = batch.initialState();
            team.run(forwardPart);
            for (int number = 0; number < layers.size(); number++) {
                layers.get(number).startFrom(ofLayer(hidden, number));
            }
        }

        @Override
        public void backward() {
            for (int number = 0; number < layers.size(); number++) {
                layers.get(number).copyInitialGradient(ofLayer(hiddenGradient, number));
            }
            team.run(backwardPart);
        }

        private Matrix ofLayer(Matrix all, int number) {
            return all.rowWindow(number * hiddenOfLayer, hiddenOfLayer);
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
