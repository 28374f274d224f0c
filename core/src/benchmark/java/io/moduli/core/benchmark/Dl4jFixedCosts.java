package io.moduli.core.benchmark;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The penalty of {@link FixedCosts} in DL4J: its own L1, with a coefficient for each weight. A layer shows it all of its
 * weights; others than its own are passed over.
 */
final class Dl4jFixedCosts implements Regularization {

    private static final long serialVersionUID = 1;

    /** The coefficients times the factor, [1 × entries]. */
    private final INDArray slopes;
    private final long address;

    /**
     * @param costs of all entries, in the order of DL4J's parameters: those that go into one unit lie side by side
     * @param strength what the mean is multiplied by
     * @param weight the network's own memory of what is penalized
     */
    Dl4jFixedCosts(float[] costs, double strength, INDArray weight) {
        address = address(weight);
        slopes = Nd4j.createFromArray(costs).muli(strength / costs.length).reshape(1, costs.length);
    }

    private Dl4jFixedCosts(INDArray slopes, long address) {
        this.slopes = slopes;
        this.address = address;
    }

    @Override
    public ApplyStep applyStep() {
        return ApplyStep.BEFORE_UPDATER;
    }

    @Override
    public void apply(INDArray values, INDArray gradients, double learningRate, int iteration, int epoch) {
        if (address(values) == address) {
            gradients.addi(Transforms.sign(values, true).reshape('f', gradients.shape()).muli(
                    slopes.reshape('f', gradients.shape())));
        }
    }

    @Override
    public double score(INDArray values, int iteration, int epoch) {
        return address(values) == address
                ? Transforms.abs(values, true).muli(slopes.reshape('f', values.shape())).sumNumber().doubleValue()
                : 0;
    }

    @Override
    public Regularization clone() {
        return new Dl4jFixedCosts(slopes, address);
    }

    /** Where its numbers begin; views of the same memory begin at the same place. */
    private static long address(INDArray array) {
        return array.data().address() + Float.BYTES * array.offset();
    }
}
