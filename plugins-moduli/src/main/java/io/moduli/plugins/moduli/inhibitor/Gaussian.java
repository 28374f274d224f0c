package io.moduli.plugins.moduli.inhibitor;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;

/**
 * A Gaussian, f(d) = A exp(−d²/w), by default 100 exp(−d²/3): the nearer, the more costly.
 *
 * @param amplitude A, the cost at distance 0
 * @param width w, in units of length squared
 * @param inverted whether the cost is max(f) − f(d)
 */
@Description("100 exp(-d²/3): the nearer, the more costly")
public record Gaussian(
        @Description("The cost at distance 0") @Default("100") @Range(min = 0, aboveMin = true, max = 1e30) double amplitude,
        @Description("The divisor of the squared distance, in units of length squared") @Default("3") @Range(min = 1e-100, max = 1e100) double width,
        @Description("Whether the cost is subtracted from its maximum over all pairs of units") @Default("false") boolean inverted)
        implements Inhibitor {

    public Gaussian {
        if (!(width >= 1e-100 && width <= 1e100)) {
            throw new SettingException("width", "must be from 1e-100 to 1e100, not " + width);
        }
    }

    @Override
    public double value(double distance) {
        return amplitude * Math.exp(-(distance * distance) / width);
    }

    @Override
    public double derivative(double distance) {
        return -2 * amplitude * (distance * Math.exp(-(distance * distance) / width) / width);
    }
}
