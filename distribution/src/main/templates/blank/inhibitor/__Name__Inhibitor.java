package __package__;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Description;

/**
 * The inhibitor {@code __name__}. What is here is the least that keeps the contract, the distance itself: put your own in its
 * place.
 */
@Description("__description__")
public record __Name__Inhibitor() implements Inhibitor {

    @Override
    public double value(double distance) {
        return distance;
    }

    @Override
    public double derivative(double distance) {
        return 1;
    }
}
