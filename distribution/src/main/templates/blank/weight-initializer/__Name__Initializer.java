package __package__;

import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.Description;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Set;

/** The initializer {@code __name__}. What is here is the least that keeps the contract, zeros: put your own in its place. */
@Description("__description__")
public record __Name__Initializer() implements WeightInitializer {

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT);
    }

    @Override
    public void initialize(FirstWeights weight) {
        WeightShape shape = weight.weight().shape();
        for (int row = 0; row < shape.rows(); row++) {
            weight.write(row, new float[shape.columns()]);
        }
    }
}
