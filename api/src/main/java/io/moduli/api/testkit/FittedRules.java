package io.moduli.api.testkit;

import io.moduli.api.settings.SettingException;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What holds of a task's fitted state. */
final class FittedRules {

    private static final FittedState FOREIGN = new FittedState(
            List.of(new StateArray("nothing_of_this_task", List.of(1), new double[] {1})), Map.of());

    private final Findings findings;
    private final OpenTask open;

    /** @param open a task that was opened and fitted */
    FittedRules(Findings findings, OpenTask open) {
        this.findings = findings;
        this.open = open;
    }

    /** The task itself, opened with what it was fitted to, is as it was. */
    void check(Task task) throws IOException {
        if (checkTakenBack(task)) {
            try (OpenTask again = task.open(open.fitted())) {
                for (Split split : Split.values()) {
                    checkBatches(again, split);
                }
            }
        }
        try (OpenTask _ = task.open(FOREIGN)) {
            findings.require(false, "fitted", "it takes what is not its own: %s", names(FOREIGN));
        } catch (IllegalArgumentException expected) {
            // as it must be
        }
    }

    private void checkBatches(OpenTask again, Split split) {
        long batches = again.batches(split);
        findings.require(
                open.batches(split) == batches, "fitted",
                "opened with what it was fitted to, %s has %d batches, not %d", split, batches, open.batches(split));
        if (batches >= 1 && open.batches(split) >= 1) {
            findings.require(
                    BatchContents.filled(open, split, 0).equals(BatchContents.filled(again, split, 0)), "fitted",
                    "%s batch 0 differs when the task is opened with what it was fitted to", split);
        }
    }

    /**
     * A task, opened with what was fitted, hands out the same and has the same shape.
     *
     * @return whether it could be opened
     */
    boolean checkTakenBack(Task task) throws IOException {
        FittedState fitted = open.fitted();
        findings.require(contents(fitted).equals(contents(open.fitted())), "fitted", "asked again, it is another");
        try (OpenTask again = task.open(fitted)) {
            findings.require(
                    contents(fitted).equals(contents(again.fitted())), "fitted",
                    "opened with %s, it hands out %s with other contents", names(fitted), names(again.fitted()));
            findings.require(
                    open.shape().equals(again.shape()), "fitted",
                    "opened with what it was fitted to, it has another shape: %s and %s",
                    open.shape(), again.shape());
            return true;
        } catch (SettingException | IllegalArgumentException refused) {
            findings.require(false, "fitted", "it refuses what it was fitted to itself: %s", refused);
            return false;
        }
    }

    /** All that can be compared: names, shapes and bits. */
    private static List<Object> contents(FittedState fitted) {
        List<Object> contents = new ArrayList<>();
        for (StateArray array : fitted.arrays()) {
            contents.add(array.name());
            contents.add(array.shape());
            contents.add(Arrays.stream(array.values()).boxed().toList());
        }
        contents.add(fitted.texts());
        return contents;
    }

    private static List<String> names(FittedState fitted) {
        List<String> names = new ArrayList<>(fitted.arrays().stream().map(StateArray::name).toList());
        names.addAll(fitted.texts().keySet());
        return names;
    }
}
