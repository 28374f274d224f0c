package io.moduli.plugins.tasks.addition;

import io.moduli.api.ComponentContext;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Task;

/**
 * The adding problem of Hochreiter and Schmidhuber (1997), in the form of Le, Jaitly and Hinton (2015, arXiv 1504.00941)
 * and of Arjovsky, Shah and Bengio (2016, arXiv 1511.06464).
 *
 * <p>Each time step brings two features: a number drawn uniformly from [0, 1), and a mark, which is 1 at exactly two
 * steps and 0 elsewhere. After the last step the network must give the sum of the two marked numbers; the loss is the
 * squared error. Always answering 1, the mean of the sum, has a squared error of 1/6 ≈ 0.1667, the variance of a sum of
 * two such numbers (0.1767 in parts of the literature).
 *
 * <p>The sequences of the three splits are drawn from separate streams when the task is opened, so neither the number
 * of training sequences nor their order influences those held out.
 *
 * @param settings the extents
 * @param context the source of randomness
 */
public record AdditionTask(AdditionSettings settings, ComponentContext context) implements Task {

    @Override
    public OpenTask open() {
        return new OpenAddition(settings, context);
    }
}
