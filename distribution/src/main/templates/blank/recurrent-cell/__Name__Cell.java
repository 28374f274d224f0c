package __package__;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.settings.Description;
import java.util.List;

/**
 * The cell {@code __name__}. What is here is the least that keeps the contract, a linear unit: put your own in its place.
 *
 * @param settings what a pipeline says
 */
public record __Name__Cell(Settings settings) implements RecurrentCell {

    /** What a pipeline says. */
    @Description("__description__")
    public record Settings() {
    }

    /** One gate, one state, nothing kept for the backward pass, nothing learned beside the weights. */
    @Override
    public CellShape shape() {
        return new CellShape(1, List.of("hidden"), 0, true, List.of());
    }

    @Override
    public void forward(ForwardStep step) {
        for (int unit = 0; unit < step.units(); unit++) {
            for (int column = 0; column < step.batch(); column++) {
                step.next(0).set(unit, column, step.input(0).get(unit, column));
            }
        }
    }

    @Override
    public void backward(BackwardStep step) {
        for (int unit = 0; unit < step.units(); unit++) {
            for (int column = 0; column < step.batch(); column++) {
                step.input(0).set(unit, column, step.nextGradient(0).get(unit, column));
                step.previousGradient(0).set(unit, column, 0);
            }
        }
    }
}
