package __package__;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.tensor.Matrix;
import java.util.List;

/**
 * A leaky integrator (Jaeger et al., 2007) whose units learn how fast they forget:
 *
 * <pre>h′ = (1 − α) h + α tanh(a),    α = sigmoid(λ)</pre>
 *
 * a is the sum of the input and the recurrent projection, λ a learned number of each unit. With g the gradient of the
 * loss with respect to h′ and t = tanh(a), the gradients are
 *
 * <pre>a: g α (1 − t²)    h: g (1 − α)    λ: Σ over the batch of g (t − h) α (1 − α)</pre>
 *
 * The engine adds what reaches h through the recurrent weights. A cell never sees a weight, so it works on dense and on
 * sparse ones alike, and it is called by several threads at once, each with units or sequences of its own.
 *
 * <p>These loops are plain. {@code io.moduli.api.math.VectorMath} has tanh and exp for the Vector API, for a cell that
 * must be as fast as the standard ones.
 *
 * @param settings what a pipeline says
 */
public record __Name__Cell(Settings settings) implements RecurrentCell {

    /**
     * What a pipeline says.
     *
     * @param slowest the minimum of the initial α
     * @param fastest their maximum
     */
    @Description("A leaky integrator whose units learn how fast they forget")
    public record Settings(
            @Description("The minimum initial share of a unit's state that a step replaces") @Default("0.1") @Range(min = 0, aboveMin = true, max = 1, belowMax = true) double slowest,
            @Description("The maximum such initial share") @Default("0.9") @Range(min = 0, aboveMin = true, max = 1, belowMax = true) double fastest) {

        public Settings {
            if (slowest > fastest) {
                // The annotations check one value each. What they cannot say is said here, and reported with its line.
                throw new SettingException("slowest", "is %s, which is above fastest = %s".formatted(slowest, fastest));
            }
        }
    }

    /** One gate, one state, one number a unit and sequence kept for the backward pass (t), one learned number a unit. */
    @Override
    public CellShape shape() {
        UnitVector leak = new UnitVector("leak", logit(settings.slowest()), logit(settings.fastest()));
        return new CellShape(1, List.of("hidden"), 1, true, List.of(leak));
    }

    @Override
    public void forward(ForwardStep step) {
        Matrix sum = step.input(0);
        Matrix hidden = step.previous(0);
        Matrix next = step.next(0);
        Matrix activated = step.saved(0);
        Matrix lambda = step.vector(0);
        for (int unit = 0; unit < step.units(); unit++) {
            double alpha = sigmoid(lambda.get(unit, 0));
            for (int column = 0; column < step.batch(); column++) {
                double t = Math.tanh(sum.get(unit, column));
                activated.set(unit, column, (float) t);
                next.set(unit, column, (float) ((1 - alpha) * hidden.get(unit, column) + alpha * t));
            }
        }
    }

    @Override
    public void backward(BackwardStep step) {
        Matrix sumGradient = step.input(0); // takes the place of the sums
        Matrix hidden = step.previous(0);
        Matrix activated = step.saved(0);
        Matrix lambda = step.vector(0);
        Matrix nextGradient = step.nextGradient(0);
        Matrix hiddenGradient = step.previousGradient(0);
        Matrix lambdaGradient = step.vectorGradient(0);
        for (int unit = 0; unit < step.units(); unit++) {
            double alpha = sigmoid(lambda.get(unit, 0));
            double sum = 0;
            for (int column = 0; column < step.batch(); column++) {
                double g = nextGradient.get(unit, column);
                double t = activated.get(unit, column);
                sumGradient.set(unit, column, (float) (g * alpha * (1 - t * t)));
                hiddenGradient.set(unit, column, (float) (g * (1 - alpha)));
                sum += g * (t - hidden.get(unit, column)) * alpha * (1 - alpha);
            }
            lambdaGradient.set(unit, 0, lambdaGradient.get(unit, 0) + (float) sum);
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }
}
