package io.moduli.plugins.moduli.space;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import java.util.random.RandomGenerator;

/**
 * The sphere S<sup>d</sup> of radius R. A point is a unit vector of d + 1 components; the geodesic distance of two is
 *
 * <pre>{@code d(a, b) = 2 R atan2(|a - b|, |a + b|)}</pre>
 *
 * <p>which is accurate everywhere, unlike {@code R acos(a·b)}, whose argument near ±1 is mostly rounding error (W. Kahan,
 * "How Futile are Mindless Assessments of Roundoff", section 12). Tangents are in units of length: one of norm ε moves a
 * point by the angle ε / R.
 *
 * @param dimension d, the dimension of the surface, 1 for a circle
 * @param radius R, in units of length
 */
@Description("The sphere with its great-circle distance")
public record SphereSpace(
        @Description("The dimension of the sphere's surface: 2 for the usual sphere, 1 for a circle") @Default("2") @Range(min = 1) int dimension,
        @Description("The radius, in units of length") @Default("5") @Range(min = 1e-100, max = 1e100) double radius)
        implements ModuliSpace {

    /** A tangential part below this share of the whole difference means that the vectors differ by rounding of their length. */
    private static final double LEAST_TANGENTIAL_SHARE = 0.5;

    public SphereSpace {
        if (dimension < 1) {
            throw new SettingException("dimension", "a sphere has a dimension of 1 or more, not " + dimension);
        }
        if (!(radius >= 1e-100 && radius <= 1e100)) {
            throw new SettingException("radius", "a sphere has a radius from 1e-100 to 1e100, not " + radius);
        }
    }

    @Override
    public int coordinates() {
        return dimension + 1;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        // A normal vector has no preferred direction; one of length 0 has none at all and is drawn again.
        do {
            for (int k = 0; k < point.length; k++) {
                point[k] = random.nextGaussian();
            }
        } while (norm(point) == 0);
        normalize(point);
    }

    @Override
    public double distance(double[] a, double[] b) {
        double difference = 0;
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double minus = a[k] - b[k];
            double plus = a[k] + b[k];
            difference += minus * minus;
            sum += plus * plus;
        }
        return 2 * radius * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The direction away from b is the tangential part of −b, that is of a − b and just as well of −(a + b). The
     * shorter of these two has no cancellation, whether the points are close to each other or nearly opposite.
     */
    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double product = 0;
        for (int k = 0; k < a.length; k++) {
            product += a[k] * b[k];
        }
        double side = product >= 0 ? 1 : -1;
        double radial = 0;
        double whole = 0;
        for (int k = 0; k < a.length; k++) {
            double component = side * a[k] - b[k];
            out[k] = component;
            radial += component * a[k];
            whole += component * component;
        }
        double tangential = 0;
        for (int k = 0; k < a.length; k++) {
            out[k] -= radial * a[k];
            tangential += out[k] * out[k];
        }
        double share = LEAST_TANGENTIAL_SHARE * LEAST_TANGENTIAL_SHARE;
        double scale = tangential > share * whole ? 1 / Math.sqrt(tangential) : 0;
        for (int k = 0; k < a.length; k++) {
            out[k] = scale == 0 ? 0 : out[k] * scale;
        }
    }

    @Override
    public void move(double[] point, double[] tangent) {
        double length = norm(tangent);
        if (length == 0) {
            return;
        }
        double angle = length / radius;
        double along = Math.sin(angle) / length;
        double stay = Math.cos(angle);
        for (int k = 0; k < point.length; k++) {
            point[k] = stay * point[k] + along * tangent[k];
        }
        // Otherwise the rounding of many moves adds up to a vector that is no longer of length 1.
        normalize(point);
    }

    @Override
    public double diameter() {
        return Math.PI * radius;
    }

    /** The point in Euclidean space: the unit vector times the radius. */
    @Override
    public double[] embed(double[] point) {
        double[] embedded = point.clone();
        for (int k = 0; k < embedded.length; k++) {
            embedded[k] *= radius;
        }
        return embedded;
    }

    private static void normalize(double[] vector) {
        double norm = norm(vector);
        for (int k = 0; k < vector.length; k++) {
            vector[k] /= norm;
        }
    }

    private static double norm(double[] vector) {
        double squares = 0;
        for (double component : vector) {
            squares += component * component;
        }
        return Math.sqrt(squares);
    }
}
