package io.moduli.plugins.moduli.inhibitor;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;

/**
 * The distance itself, f(d) = d.
 *
 * @param inverted whether the cost is max(f) − f(d)
 */
@Description("d: the cost is the distance itself")
public record Identity(
        @Description("Whether the cost is subtracted from its maximum over all pairs of units") @Default("false") boolean inverted)
        implements Inhibitor {

    @Override
    public double value(double distance) {
        return distance;
    }

    @Override
    public double derivative(double distance) {
        return 1;
    }
}
