package io.moduli.plugins.moduli.inhibitor;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;

/**
 * The square of the distance, f(d) = d²: the farther, the more costly.
 *
 * @param inverted whether the cost is max(f) − f(d)
 */
@Description("d²: the farther, the more costly")
public record Diffusion(
        @Description("Whether the cost is subtracted from its maximum over all pairs of units") @Default("false") boolean inverted)
        implements Inhibitor {

    @Override
    public double value(double distance) {
        return distance * distance;
    }

    @Override
    public double derivative(double distance) {
        return 2 * distance;
    }
}
