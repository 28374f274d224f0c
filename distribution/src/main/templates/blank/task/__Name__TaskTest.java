package __package__;

import io.moduli.api.ComponentContext;
import io.moduli.api.task.Task;
import io.moduli.api.testkit.TaskContractTests;
import java.util.Map;

/** The contract of all tasks. Beside it belong batches that you know for certain. */
class __Name__TaskTest implements TaskContractTests {

    @Override
    public Map<String, Task> tasks() {
        return Map.of("by default",
                new __Name__Task(new __Name__Task.Settings(20, 32, 100), ComponentContext.standalone(7)));
    }
}
