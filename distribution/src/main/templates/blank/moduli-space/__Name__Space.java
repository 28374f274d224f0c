package __package__;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Description;
import java.util.random.RandomGenerator;

/** The space {@code __name__}. What is here is the least that keeps the contract, a line: put your own in its place. */
@Description("__description__")
public record __Name__Space() implements ModuliSpace {

    @Override
    public int coordinates() {
        return 1;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        point[0] = random.nextGaussian();
    }

    @Override
    public boolean uniform() {
        return false;
    }

    @Override
    public double distance(double[] a, double[] b) {
        return Math.abs(a[0] - b[0]);
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        out[0] = Math.signum(a[0] - b[0]);
    }

    @Override
    public void move(double[] point, double[] tangent) {
        point[0] += tangent[0];
    }

    @Override
    public double diameter() {
        return Double.POSITIVE_INFINITY;
    }
}
