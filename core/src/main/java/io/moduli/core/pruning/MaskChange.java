package io.moduli.core.pruning;

import java.util.OptionalDouble;

/**
 * What an update of the masks changed of one weight.
 *
 * @param weight its name
 * @param kept how many entries survive
 * @param dropped how many were removed
 * @param grown how many came back
 * @param grownBefore how many had come back at the last update at which any did; 0 if there was none
 * @param grownBeforeKept how many of those survive this update
 * @param droppedDistance the mean geodesic distance of the units of the dropped entries, if there are any and their units have
 *     places
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
