package __package__;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * An exponential fall, the Laplacian kernel:
 *
 * <pre>f(d) = A exp(−d / w),    f′(d) = −f(d) / w</pre>
 *
 * Near units pay most, as under a Gaussian, but it has a kink at 0 and a longer tail. An inhibitor says the cost of a
 * weight at a distance; its derivative is what learned points move by. Both must be finite for every distance.
 *
 * @param amplitude A, the cost at distance 0
 * @param width w, in units of length
 * @param inverted whether the cost is max(f) − f(d) instead, so that near units pay least. The regularizer, which
 *     knows all pairs of units, does the inverting; the inhibitor only passes the wish on
 */
@Description("A exp(-d/w): the nearer, the more costly")
public record __Name__Inhibitor(
        @Description("The cost at distance 0") @Default("100") @Range(min = 0, aboveMin = true) double amplitude,
        @Description("The distance over which the cost falls to a third, in units of length") @Default("1.5") @Range(min = 0, aboveMin = true) double width,
        @Description("Whether the cost is subtracted from its maximum over all pairs of units") @Default("false") boolean inverted)
        implements Inhibitor {

    @Override
    public double value(double distance) {
        return amplitude * Math.exp(-distance / width);
    }

    @Override
    public double derivative(double distance) {
        return -value(distance) / width;
    }
}
