package io.moduli.core.pruning;

import java.util.OptionalDouble;

/**
 * The changes of one weight in an update of the masks.
 *
 * @param weight its name
 * @param kept how many entries survive
 * @param dropped how many were removed
 * @param grown how many came back
 * @param grownBefore how many had come back at the last update in which any did; 0 if there was none
 * @param grownBeforeKept how many of those survive this update
 * @param droppedDistance the mean geodesic distance between what the dropped entries connect, if there are any and
 *     the weight's rows and columns lie on the same space
 * @param grownDistance that of the grown ones
 */
public record MaskChange(
        String weight,
        long kept,
        long dropped,
        long grown,
        long grownBefore,
        long grownBeforeKept,
        OptionalDouble droppedDistance,
        OptionalDouble grownDistance) {}
