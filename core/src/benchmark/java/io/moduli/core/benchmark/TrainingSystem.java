package io.moduli.core.benchmark;

/** Something that trains; it was made for one {@link TrainingData}. */
public interface TrainingSystem extends AutoCloseable {

    /** The systems that are compared. */
    enum Kind {
        /** This project. */
        MODULI,
        /** PyTorch's native library. */
        PYTORCH,
        /** Deeplearning4j. */
        DL4J;

        /** Makes the system, ready for its first step. */
        public TrainingSystem on(TrainingData data) {
            return switch (this) {
                case MODULI -> new ModuliStep(data);
                case PYTORCH -> new PyTorchStep(data);
                case DL4J -> new Dl4jStep(data);
            };
        }

        /** Its name in lower case, as reports have it. */
        public String title() {
            return switch (this) {
                case MODULI -> "moduli";
                case PYTORCH -> "pytorch";
                case DL4J -> "dl4j";
            };
        }
    }

    /** The strength of the penalty. */
    double STRENGTH = 1;

    /** The norm that gradients are clipped to. */
    double CLIP_NORM = 0.5;

    /** Adam's learning rate; its other numbers are PyTorch's defaults. */
    double LEARNING_RATE = 1e-4;

    /** How many threads a system has. */
    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Trains for one step and waits until it is over.
     *
     * @return the loss with the penalty, as it was before the step's update
     */
    double step();

    @Override
    void close();
}
