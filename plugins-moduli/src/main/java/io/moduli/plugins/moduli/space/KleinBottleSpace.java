package io.moduli.plugins.moduli.space;

import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.FundamentalDomain.Gluing;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The flat Klein bottle: the square [0, P)² with (x, y) ~ (x + P, P − y) ~ (x, y + P), so that going once around in x
 * gives the mirror image. The distance of two points is the smallest Euclidean distance over all images of the second.
 *
 * <p>The images fall into two kinds: shifted by an even number of periods in x, which are those of a torus of twice the
 * width, and by an odd number, which are mirrored. For points in the square, the nearest of the first kind is always
 * the unshifted one in x, and the nearest of the second the one shifted towards the first point; in y each wraps
 * independently. So two candidates are enough.
 *
 * @param period P, in units of length
 */
@Description("The flat Klein bottle: a torus that comes back mirrored in y after one period of x")
public record KleinBottleSpace(
        @Description("The length after which both coordinates repeat, mirrored in y after one of x") @Default("10") @Range(min = 1e-100, max = 1e100) double period)
        implements ModuliSpace {

    public KleinBottleSpace {
        if (!(period >= 1e-100 && period <= 1e100)) {
            throw new SettingException("period", "a Klein bottle has a period from 1e-100 to 1e100, not " + period);
        }
    }

    @Override
    public int coordinates() {
        return 2;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        point[0] = random.nextDouble(period);
        point[1] = random.nextDouble(period);
    }

    @Override
    public double distance(double[] a, double[] b) {
        double direct = Math.abs(a[0] - b[0]);
        double around = period - direct;
        double upright = Math.abs(a[1] - b[1]);
        double plain = Math.min(upright, period - upright);
        double mirrored = Math.abs(mirroredDifference(a, b));
        return Math.sqrt(Math.min(direct * direct + plain * plain, around * around + mirrored * mirrored));
    }

    /** {@inheritDoc} Here the whole gradient is 0 wherever two images are equally near. */
    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double direct = a[0] - b[0];
        double around = direct > 0 ? direct - period : direct + period;
        double plain = Period.least(a[1] - b[1], period);
        double mirrored = mirroredDifference(a, b);
        double plainSquares = direct * direct + plain * plain;
        double mirroredSquares = around * around + mirrored * mirrored;
        boolean isPlain = plainSquares < mirroredSquares;
        double squares = isPlain ? plainSquares : mirroredSquares;
        double rise = isPlain ? plain : mirrored;
        boolean tie = plainSquares == mirroredSquares || Math.abs(rise) == period / 2;
        double scale = tie || squares == 0 ? 0 : 1 / Math.sqrt(squares);
        out[0] = scale * (isPlain ? direct : around);
        out[1] = scale * rise;
    }

    @Override
    public void move(double[] point, double[] tangent) {
        double x = point[0] + tangent[0];
        double y = point[1] + tangent[1];
        double turns = Math.floor(x / period);
        if (x - turns * period >= period) {
            // Just below a multiple of the period, the remainder rounds up to it: one more turn, and one more mirroring.
            turns++;
        }
        point[0] = Math.max(0, x - turns * period);
        point[1] = Period.wrap(turns % 2 == 0 ? y : period - y, period);
    }

    @Override
    public double diameter() {
        return period / Math.sqrt(2);
    }

    /** The square, one pair of whose sides is glued with a reflection. */
    @Override
    public Optional<FundamentalDomain> fundamentalDomain() {
        return Optional.of(new FundamentalDomain(period, period, Gluing.MIRRORED, Gluing.STRAIGHT));
    }

    /**
     * The Klein bottle in four dimensions without self-intersection: the circle in y, of circumference P, is carried
     * around a circle of twice its radius and turned over by half a turn on the way, in the plane of the last two
     * coordinates. Both representations of a point give the same four numbers.
     */
    @Override
    public double[] embed(double[] point) {
        double radius = period / (2 * Math.PI);
        double longitude = point[0] / radius;
        double latitude = point[1] / radius;
        double fromAxis = radius * (2 + Math.cos(latitude));
        double height = radius * Math.sin(latitude);
        return new double[] {
            fromAxis * Math.cos(longitude),
            fromAxis * Math.sin(longitude),
            height * Math.cos(longitude / 2),
            height * Math.sin(longitude / 2)};
    }

    /** The smallest difference in y between a point and the mirrored images of another: a − (P − b), wrapped. */
    private double mirroredDifference(double[] a, double[] b) {
        return Period.least(a[1] + b[1] - period, period);
    }
}
