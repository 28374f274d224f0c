package io.moduli.plugins.tasks.navigation;

import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The trajectories of several rats side by side. Rat b is at time t, counted in steps from 0, at index
 * {@code t * rats + b} of the positions, and its displacement from there to time t + 1 is at the same index of the
 * displacements; so a batch's columns of the steps 1, 2 … are the positions without the first {@code rats} of them.
 */
final class Trajectories {

    private final int rats;
    private final float[] x;
    private final float[] y;
    private final float[] displacementX;
    private final float[] displacementY;

    /** Trajectories yet to be written. */
    Trajectories(int rats, int steps) {
        this.rats = rats;
        this.x = new float[Math.multiplyExact(rats, steps + 1)];
        this.y = new float[x.length];
        this.displacementX = new float[rats * steps];
        this.displacementY = new float[displacementX.length];
    }

    /** How many rats there are. */
    int rats() {
        return rats;
    }

    /** How many steps each goes. */
    int steps() {
        return displacementX.length / rats;
    }

    /** The first coordinates of all positions, in metres. */
    float[] x() {
        return x;
    }

    /** The second coordinates of all positions, in metres. */
    float[] y() {
        return y;
    }

    /** Where a rat is at a time. */
    void place(int time, int rat, double atX, double atY) {
        x[time * rats + rat] = (float) atX;
        y[time * rats + rat] = (float) atY;
    }

    /** A rat's displacement from one time to the next, in metres. */
    void move(int time, int rat, double alongX, double alongY) {
        displacementX[time * rats + rat] = (float) alongX;
        displacementY[time * rats + rat] = (float) alongY;
    }

    /** Writes all displacements, [2 × steps · rats], in metres. */
    void copyDisplacements(Matrix target) {
        copy(displacementX, 0, target, 0);
        copy(displacementY, 0, target, 1);
    }

    /** Writes the positions that the displacements lead to, [2 × steps · rats], in metres. */
    void copyArrivals(Matrix target) {
        copy(x, rats, target, 0);
        copy(y, rats, target, 1);
    }

    private static void copy(float[] source, int from, Matrix target, int row) {
        MemorySegment.copy(
                source, from, target.memory(), ValueLayout.JAVA_FLOAT, target.byteOffset(row, 0), target.columns());
    }
}
