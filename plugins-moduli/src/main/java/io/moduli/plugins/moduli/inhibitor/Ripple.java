package io.moduli.plugins.moduli.inhibitor;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * A wave, f(d) = A + A cos(k d), by default 50 + 50 cos(2 d): costs between 0 and 2 A that rise and fall with the
 * distance, in rings of width 2π / k.
 *
 * @param amplitude A
 * @param frequency k, in radians per unit of length
 * @param inverted whether the cost is max(f) − f(d)
 */
@Description("50 + 50 cos(2 d): costly and cheap rings in turn")
public record Ripple(
        @Description("Half the difference between the highest and the lowest cost") @Default("50") @Range(min = 0, aboveMin = true, max = 1e30) double amplitude,
        @Description("The angular frequency, in radians per unit of length") @Default("2") @Range(min = 0, aboveMin = true, max = 1e100) double frequency,
        @Description("Whether the cost is subtracted from its maximum over all pairs of units") @Default("false") boolean inverted)
        implements Inhibitor {

    @Override
    public double value(double distance) {
        return amplitude + amplitude * Math.cos(frequency * distance);
    }

    @Override
    public double derivative(double distance) {
        return -amplitude * frequency * Math.sin(frequency * distance);
    }
}
