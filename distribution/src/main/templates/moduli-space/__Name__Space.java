package __package__;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import java.util.random.RandomGenerator;

/**
 * The hyperbolic plane in Poincaré's half-plane model: points (x, y) with y &gt; 0, where lengths are Euclidean ones
 * divided by y. It grows exponentially: a tree fits into it with all its branches equally long, and no flat space has
 * room for that.
 *
 * <p>Writing |a − b| for the Euclidean distance and b̄ for b mirrored at y = 0, the distance of two points is
 *
 * <pre>d(a, b) = 2s · asinh(|a − b| / (2 √(a.y b.y)))</pre>
 *
 * (Beardon, "The Geometry of Discrete Groups", §7.2), where s is the length at which the curvature −1/s² shows. The form
 * with acosh, found in most books, loses half of the digits for near points; this one loses none.
 *
 * <p>Tangent vectors are measured in the space's own unit of length, the one that distances have: the vector (u, v) of
 * norm 1 at (x, y) is the Euclidean vector (u, v) · y/s. {@code move} and {@code gradient} speak of the former.
 *
 * @param radius of the disc around (0, 1) that points are drawn from, uniformly by area
 * @param scale s: with a scale far above the radius the disc is as good as flat
 */
@Description("The hyperbolic plane, points drawn from a disc")
public record __Name__Space(
        @Description("The radius of the disc that points are drawn from") @Default("5") @Range(min = 0, aboveMin = true) double radius,
        @Description("The length at which curvature shows: it is -1/scale²") @Default("3") @Range(min = 0, aboveMin = true) double scale)
        implements ModuliSpace {

    @Override public int coordinates() { return 2; }

    /** Uniform over the disc, but no draw is uniform over a plane of infinite area. */
    @Override public boolean uniform() { return false; }

    @Override public double diameter() { return Double.POSITIVE_INFINITY; }

    /** A disc of radius r has the area 4πs² sinh²(r / 2s), which is inverted here; then a walk from the middle. */
    @Override public void sample(RandomGenerator random, double[] point) {
        double r = 2 * scale * asinh(Math.sqrt(random.nextDouble()) * Math.sinh(radius / (2 * scale)));
        double angle = random.nextDouble(2 * Math.PI);
        point[0] = 0;
        point[1] = 1;
        move(point, new double[] {r * Math.cos(angle), r * Math.sin(angle)});
    }

    @Override public double distance(double[] a, double[] b) {
        return 2 * scale * asinh(Math.hypot(a[0] - b[0], a[1] - b[1]) / (2 * Math.sqrt(a[1]) * Math.sqrt(b[1])));
    }

    /** The derivative of d, times a.y/s: (2 a.y (a.x − b.x), a.y² − b.y² − (a.x − b.x)²) / (|a − b| |a − b̄|). */
    @Override public void gradient(double[] a, double[] b, double[] out) {
        double x = a[0] - b[0];
        double norm = Math.hypot(x, a[1] - b[1]) * Math.hypot(x, a[1] + b[1]);
        out[0] = norm == 0 ? 0 : 2 * a[1] * x / norm;
        out[1] = norm == 0 ? 0 : ((a[1] - b[1]) * (a[1] + b[1]) - x * x) / norm;
    }

    /** Along the geodesic, a half circle about a point of y = 0: y becomes y / (cosh n − v sinh n) after the way n. */
    @Override public void move(double[] point, double[] tangent) {
        double length = Math.hypot(tangent[0], tangent[1]);
        double sinh = length == 0 ? 0 : Math.sinh(length / scale) / length;
        double shrink = Math.cosh(length / scale) - tangent[1] * sinh;
        point[0] += point[1] * tangent[0] * sinh / shrink;
        point[1] /= shrink;
    }

    /** In Poincaré's disc, (z − i) / (z + i), which is how the plane is usually drawn. */
    @Override public double[] embed(double[] point) {
        double square = point[0] * point[0] + (point[1] + 1) * (point[1] + 1);
        double x = point[0] * point[0] + point[1] * point[1] - 1;
        return new double[] {x / square, -2 * point[0] / square};
    }

    /** asinh(x) for x ≥ 0; log1p keeps the digits of small ones, and of large ones no square is taken, which could overflow. */
    private static double asinh(double x) {
        return x < 1 ? Math.log1p(x + x * x / (1 + Math.hypot(1, x))) : Math.log(x + Math.hypot(1, x));
    }
}
