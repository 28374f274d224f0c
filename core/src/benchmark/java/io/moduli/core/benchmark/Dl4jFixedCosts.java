package io.moduli.core.benchmark;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The penalty of {@link FixedCosts} in DL4J: its own L1, with a coefficient for each weight. A layer shows it all of its
 * weights; those that are not as many as the coefficients are passed over.
 */
final class Dl4jFixedCosts implements Regularization {

    private static final long serialVersionUID = 1;

    /** The coefficients times the factor, [1 × entries]. */
    private final INDArray slopes;

    /**
     * @param costs of all entries, in the order of DL4J's parameters: those that go into one unit lie side by side
     * @param strength what the mean is multiplied by
     */
    Dl4jFixedCosts(float[] costs, double strength) {
        slopes = Nd4j.createFromArray(costs).muli(strength / costs.length).reshape(1, costs.length);
    }

    private Dl4jFixedCosts(INDArray slopes) {
        this.slopes = slopes;
    }

    @Override
    public ApplyStep applyStep() {
        return ApplyStep.BEFORE_UPDATER;
    }

    @Override
    public void apply(INDArray values, INDArray gradients, double learningRate, int iteration, int epoch) {
        if (values.length() == slopes.length()) {
            gradients.addi(Transforms.sign(values, true).reshape('f', gradients.shape()).muli(
                    slopes.reshape('f', gradients.shape())));
        }
    }

    @Override
    public double score(INDArray values, int iteration, int epoch) {
        return values.length() == slopes.length()
                ? Transforms.abs(values, true).muli(slopes.reshape('f', values.shape())).sumNumber().doubleValue()
                : 0;
    }

    @Override
    public Regularization clone() {
        return new Dl4jFixedCosts(slopes);
    }
}
