package io.moduli.api.testkit;

import io.moduli.api.task.Batch;
import io.moduli.api.host.FeaturePlaces;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.testkit.ConcurrentFills.Place;
import io.moduli.api.weight.WeightRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a {@link Task} promises.
 *
 * <ul>
 *   <li>{@code check()} finds nothing wrong with a task that can be opened.
 *   <li>Every split has a batch; the first batch of a split continues nothing.
 *   <li>A batch is a pure function of the seed, the split and the index: filled again, out of order, by another thread,
 *       beside other threads that fill batches of their own, and by the task opened once more, it has the same bytes.
 *       Different indices of an epoch, and different splits, differ.
 *   <li>Opened with what it was fitted to, it has the same shape, the same batches and the same to hand out; what is not its
 *       own, it refuses. {@link #checkFitted} tries that with another seed.
 *   <li>Features lie in the unit square, each of them, or none, and at the same places when the task is opened again.
 *   <li>All that the shape asks for is written and finite: tokens are of the vocabulary, soft targets are distributions,
 *       classes are outputs or -1, and some count.
 *   <li>Metrics are finite, keep their names and units, depend on nothing but what was added, and evaluating writes to
 *       nothing. So does a loss of the task's own, whose gradient is that of its value.
 * </ul>
 *
 * <p>The task has to be at hand: give it a small corpus of its own.
 */
public final class TaskContract {

    private final Findings findings;

    private TaskContract(Task task) {
        this.findings = new Findings(task);
    }

    /**
     * Looks for violations. It opens the task four times and fills two hundred batches.
     *
     * @throws IOException if the task cannot be opened
     */
    public static List<Violation> check(Task task) throws IOException {
        TaskContract contract = new TaskContract(task);
        contract.run(task);
        return contract.findings.violations();
    }

    /**
     * Looks for violations where a task is opened with what it was fitted to under another seed, or on other data: what gives
     * inputs and outputs their meaning must be taken from there.
     *
     * @param task the task that is opened and fitted
     * @param other a task of the same settings with another seed, or on other data, that is opened with what the first one was
     *     fitted to
     * @throws IOException if a task cannot be opened
     */
    public static List<Violation> checkFitted(Task task, Task other) throws IOException {
        Findings findings = new Findings(other);
        try (OpenTask open = task.open()) {
            new FittedRules(findings, open).checkTakenBack(other);
        }
        return findings.violations();
    }

    private void run(Task task) throws IOException {
        List<String> problems = task.check();
        findings.require(problems.isEmpty(), "check", "it says %s", problems);
        try (OpenTask open = task.open();
                OpenTask again = task.open()) {
            findings.require(
                    open.shape().equals(again.shape()) && open.shape().equals(open.shape()),
                    "shape", "opened again, it has another shape: %s and %s", open.shape(), again.shape());
            findings.examine("places", () -> checkPlaces(open, again));
            boolean filled = true;
            for (Split split : Split.values()) {
                long batches = open.batches(split);
                findings.require(batches >= 1, "batches", "%s has %d batches", split, batches);
                findings.require(
                        batches == again.batches(split), "batches", "opened again, %s has %d batches, not %d", split,
                        again.batches(split), batches);
                filled &= batches >= 1;
            }
            if (filled) {
                for (Split split : Split.values()) {
                    findings.examine("batches", () -> checkSplit(open, again, split));
                }
                findings.examine("batches", () -> checkSplitsDiffer(open));
                // A batch that is not pure anyway would be found here once more.
                if (!findings.has("purity")) {
                    new FittedRules(findings, open).check(task);
                    findings.examine("threads", () -> checkThreads(open));
                }
            }
        }
    }

    private void checkPlaces(OpenTask open, OpenTask again) {
        try {
            FeaturePlaces.of(open);
        } catch (IllegalArgumentException unfit) {
            findings.require(false, "places", "%s", String.valueOf(unfit.getMessage()));
        }
        for (WeightRole role : WeightRole.values()) {
            Object[] places = open.places(role).stream().toArray();
            findings.require(
                    Arrays.deepEquals(places, again.places(role).stream().toArray()), "places",
                    "opened again, it gives other places (%s)", role);
        }
    }

    private void checkSplit(OpenTask open, OpenTask again, Split split) {
        List<Long> indices = indices(open.batches(split), split);
        List<BatchContents> filled = new ArrayList<>();
        for (long index : indices) {
            Batch batch = BatchContents.poisoned(open.shape());
            open.fill(split, index, batch);
            BatchContents.problem(batch).ifPresent(
                    problem -> findings.require(false, "contents", "%s batch %d: %s", split, index, problem));
            filled.add(BatchContents.of(batch));
        }
        for (int number = indices.size() - 1; number >= 0; number--) {
            long index = indices.get(number);
            BatchContents first = filled.get(number);
            findings.require(
                    first.equals(BatchContents.filled(open, split, index)), "purity",
                    "%s batch %d differs when filled again", split,
                    index);
            findings.require(
                    first.equals(BatchContents.filled(again, split, index)),
                    "purity", "%s batch %d differs when the task is opened again", split, index);
            findings.require(
                    first.equals(CompletableFuture.supplyAsync(() -> BatchContents.filled(open, split, index)).join()),
                    "purity", "%s batch %d differs when another thread fills it", split, index);
        }
        findings.require(
                open.batches(split) < 2 || !filled.get(0).equals(filled.get(1)),
                "variety", "batches 0 and 1 of %s are the same", split);
        findings.require(
                !(open.shape().initialState() instanceof InitialState.Carried) || !open.continues(split, 0),
                "continuity", "the first batch of %s says that it continues another", split);
        new EvaluationRules(findings, open, split).check();
    }

    /** The first ones, the last one and, for training, those of the next epochs. */
    private static List<Long> indices(long batches, Split split) {
        List<Long> indices = new ArrayList<>(List.of(0L));
        if (batches > 1) {
            indices.add(1L);
        }
        if (batches > 2) {
            indices.add(batches - 1);
        }
        if (split == Split.TRAIN) {
            indices.addAll(List.of(batches, batches + 1, 3 * batches));
        }
        return indices;
    }

    private void checkSplitsDiffer(OpenTask open) {
        BatchContents train = BatchContents.filled(open, Split.TRAIN, 0);
        BatchContents validation = BatchContents.filled(open, Split.VALIDATION, 0);
        BatchContents test = BatchContents.filled(open, Split.TEST, 0);
        findings.require(!train.equals(validation), "variety", "TRAIN and VALIDATION begin with the same batch");
        findings.require(!train.equals(test), "variety", "TRAIN and TEST begin with the same batch");
        findings.require(!validation.equals(test), "variety", "VALIDATION and TEST begin with the same batch");
    }

    private void checkThreads(OpenTask open) {
        List<Place> places = new ArrayList<>();
        for (Split split : Split.values()) {
            indices(open.batches(split), split).forEach(index -> places.add(new Place(split, index)));
        }
        new ConcurrentFills(open, places).problem()
                .ifPresent(problem -> findings.require(false, "threads", "%s", problem));
    }
}
