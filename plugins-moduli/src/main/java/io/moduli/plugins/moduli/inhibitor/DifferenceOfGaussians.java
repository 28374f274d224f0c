package io.moduli.plugins.moduli.inhibitor;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;

/**
 * The difference of two Gaussians,
 *
 * <pre>{@code f(d) = A (exp(-d²/w) - exp(-d²/n))}</pre>
 *
 * <p>by default 100 (exp(−d²/5) − exp(−4 d²)): 0 at d = 0, a maximum near d = 0.89, and falling to 0 from there. It is
 * used inverted, so that weights are cheapest to units at a medium distance.
 *
 * @param amplitude A
 * @param wide w, in units of length squared
 * @param narrow n, in units of length squared; below w
 * @param inverted whether the cost is max(f) − f(d)
 */
@Description("100 (exp(-d²/5) - exp(-4 d²)): most costly, or inverted cheapest, at a medium distance")
public record DifferenceOfGaussians(
        @Description("The factor of the difference of the two Gaussians") @Default("100") @Range(min = 0, aboveMin = true, max = 1e30) double amplitude,
        @Description("The divisor of the squared distance in the wide Gaussian, in units of length squared") @Default("5") @Range(min = 1e-100, max = 1e100) double wide,
        @Description("The divisor of the squared distance in the narrow Gaussian, in units of length squared") @Default("0.25") @Range(min = 1e-100, max = 1e100) double narrow,
        @Description("Whether the cost is subtracted from its maximum over all pairs of units") @Default("false") boolean inverted)
        implements Inhibitor {

    /** exp(−45) = 3e-20 is far less than half a unit in the last place of 1, even after a factor of a thousand. */
    private static final double NEGLIGIBLE_EXPONENT = 45;

    public DifferenceOfGaussians {
        if (!(narrow >= 1e-100 && wide <= 1e100)) {
            throw new SettingException("narrow",
                    "narrow and wide must be from 1e-100 to 1e100, but narrow = %s and wide = %s".formatted(narrow,
                            wide));
        }
        if (!(narrow < wide)) {
            throw new SettingException(
                    "narrow", "must be less than wide, but narrow = %s and wide = %s".formatted(narrow, wide));
        }
    }

    @Override
    public double value(double distance) {
        double square = distance * distance;
        double slow = square / wide;
        double fast = square / narrow;
        double hill = Math.exp(-slow);
        // Most pairs are far apart; omitting what the subtraction would round away changes nothing, and saves half the time.
        return amplitude * (fast - slow > NEGLIGIBLE_EXPONENT ? hill : hill - Math.exp(-fast));
    }

    @Override
    public double derivative(double distance) {
        double square = distance * distance;
        double hill = distance * Math.exp(-square / wide) / wide;
        double fast = square / narrow;
        double dip = fast - square / wide > NEGLIGIBLE_EXPONENT ? 0 : distance * Math.exp(-fast) / narrow;
        return 2 * amplitude * (dip - hill);
    }
}
