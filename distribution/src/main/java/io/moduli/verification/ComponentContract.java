package io.moduli.verification;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.testkit.InhibitorContract;
import io.moduli.api.testkit.ModuliSpaceContract;
import io.moduli.api.testkit.PrunerContract;
import io.moduli.api.testkit.RecurrentCellContract;
import io.moduli.api.testkit.RegularizerContract;
import io.moduli.api.testkit.SparsityScheduleContract;
import io.moduli.api.testkit.TaskContract;
import io.moduli.api.testkit.Violation;
import io.moduli.api.testkit.WeightInitializerContract;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.Task;
import io.moduli.core.plugin.ExtensionPoint;
import java.io.IOException;
import java.util.List;

/**
 * The contract of a kind of component.
 *
 * @param <H> the holder
 * @param point the kind
 * @param holder a settings record whose only setting, {@code component}, is a component of the kind
 * @param check holds the component in it against the contract
 */
record ComponentContract<H extends Record>(ExtensionPoint<?> point, Class<H> holder, Check<H> check) {

    /** Holds a component against its contract. */
    @FunctionalInterface
    interface Check<H> {

        /** @throws IOException if a task cannot be opened */
        List<Violation> violations(H made) throws IOException;
    }

    private static final long SEED = 1;

    private static final List<ComponentContract<?>> ALL = List.of(
            new ComponentContract<>(ExtensionPoint.MODULI_SPACE, OfSpace.class,
                    made -> ModuliSpaceContract.check(made.component(), SEED)),
            new ComponentContract<>(ExtensionPoint.INHIBITOR, OfInhibitor.class,
                    made -> InhibitorContract.check(made.component(), SEED)),
            new ComponentContract<>(ExtensionPoint.REGULARIZER, OfRegularizer.class,
                    made -> RegularizerContract.check(made.component(), SEED)),
            new ComponentContract<>(ExtensionPoint.RECURRENT_CELL, OfCell.class,
                    made -> RecurrentCellContract.check(made.component(), SEED)),
            new ComponentContract<>(ExtensionPoint.WEIGHT_INITIALIZER, OfInitializer.class,
                    made -> WeightInitializerContract.check(made.component(), SEED)),
            new ComponentContract<>(ExtensionPoint.PRUNER, OfPruner.class,
                    made -> PrunerContract.check(made.component(), SEED)),
            new ComponentContract<>(ExtensionPoint.SPARSITY_SCHEDULE, OfSchedule.class,
                    made -> SparsityScheduleContract.check(made.component())),
            new ComponentContract<>(ExtensionPoint.TASK, OfTask.class, made -> TaskContract.check(made.component())));

    /** The contract of a kind of component. */
    static ComponentContract<?> of(ExtensionPoint<?> point) {
        return ALL.stream().filter(contract -> contract.point.equals(point)).findFirst()
                .orElseThrow(() -> new IllegalStateException("no contract is known for " + point));
    }

    record OfSpace(ModuliSpace component) {
    }

    record OfInhibitor(Inhibitor component) {
    }

    record OfRegularizer(Regularizer component) {
    }

    record OfCell(RecurrentCell component) {
    }

    record OfInitializer(WeightInitializer component) {
    }

    record OfPruner(Pruner component) {
    }

    record OfSchedule(SparsitySchedule component) {
    }

    record OfTask(Task component) {
    }
}
