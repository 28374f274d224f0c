package io.moduli.api;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Named, independent sources of randomness split from one seed. Since each name has a stream of its own, a component that
 * is added or changed never reshuffles what another one draws.
 *
 * @param seed the seed of all the streams
 */
public record RandomStreams(long seed) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** A new generator at the beginning of the stream of this name. */
    public RandomGenerator stream(String name) {
        return new SplittableRandom(derive(name));
    }

    /** The streams below a name: {@code within("a").stream("b")} is {@code stream("a/b")}'s independent namesake. */
    public RandomStreams within(String name) {
        return new RandomStreams(derive(name));
    }

    /** The seed mixed with the name's FNV-1a hash by the finalizer of MurmurHash3. */
    private long derive(String name) {
        long hash = FNV_OFFSET;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        return mix(hash ^ mix(seed + 0x9e3779b97f4a7c15L));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
