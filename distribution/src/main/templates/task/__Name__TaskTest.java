package __package__;

import io.moduli.api.ComponentContext;
import io.moduli.api.testkit.TaskContractTests;
import io.moduli.api.task.Task;
import java.util.Map;

/**
 * The contract of all tasks: a batch is a pure function of (seed, split, index), all that the shape asks for is written,
 * the splits differ, and metrics depend on nothing but what was evaluated.
 */
class __Name__TaskTest implements TaskContractTests {

    @Override
    public Map<String, Task> tasks() {
        return Map.of(
                "by default", task(new __Name__Task.Settings(40, 32, 100, 3, 8, 25)),
                "one sequence of two steps", task(new __Name__Task.Settings(2, 1, 1, 1, 2, 3)));
    }

    private static Task task(__Name__Task.Settings settings) {
        return new __Name__Task(settings, ComponentContext.standalone(7));
    }
}
