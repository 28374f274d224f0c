package io.moduli.core.benchmark;

import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.threads.Team;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The machine's peak as measured: fused multiply-adds on registers alone, by every worker of a team at once. Kernels are
 * reported as shares of it.
 */
final class MachinePeak {

    private static final int CHAINS = 10;
    private static final int FLOPS_PER_LANE = 2;
    private static final int LINKS = 1_000_000;
    private static final int ROUNDS = 15;
    /** Rounds in which the compiler does its work; they do not count. */
    private static final int WARM_UPS = 10;

    private MachinePeak() {}

    /** The peak in GFLOP/s: the best of some rounds, since whatever disturbs a round only makes it slower. */
    static double gigaflops(Team team) {
        double flops = (double) FLOPS_PER_LANE * CHAINS * LINKS * VectorMath.SPECIES.length() * team.size();
        float[] results = new float[team.size()];
        double best = 0;
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
            long begin = System.nanoTime();
            team.run(worker -> results[worker] = chains());
            double rate = flops / (System.nanoTime() - begin);
            best = round < WARM_UPS ? best : Math.max(best, rate);
        }
        for (float result : results) {
            if (!Float.isFinite(result)) {
                throw new IllegalStateException("the chains diverged: " + Arrays.toString(results));
            }
        }
        return best;
    }

    /** Ten chains side by side: more than the latency of one multiply-add times two units for it. */
    private static float chains() {
        FloatVector factor = VectorMath.all(0.999f);
        FloatVector summand = VectorMath.all(0.001f);
        FloatVector a = VectorMath.all(1);
        FloatVector b = VectorMath.all(2);
        FloatVector c = VectorMath.all(3);
        FloatVector d = VectorMath.all(4);
        FloatVector e = VectorMath.all(5);
        FloatVector f = VectorMath.all(6);
        FloatVector g = VectorMath.all(7);
        FloatVector h = VectorMath.all(8);
        FloatVector i = VectorMath.all(9);
        FloatVector j = VectorMath.all(10);
        for (int link = 0; link < LINKS; link++) {
            a = a.fma(factor, summand);
            b = b.fma(factor, summand);
            c = c.fma(factor, summand);
            d = d.fma(factor, summand);
            e = e.fma(factor, summand);
            f = f.fma(factor, summand);
            g = g.fma(factor, summand);
            h = h.fma(factor, summand);
            i = i.fma(factor, summand);
            j = j.fma(factor, summand);
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
        return (float) VectorMath.sumOfLanes(sum);
    }
}
