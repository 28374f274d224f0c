package io.moduli.repository;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.eclipse.aether.version.VersionRange;
import org.eclipse.aether.version.VersionScheme;

/**
 * A version that is in a range although the author of the range probably did not intend it: {@code 2.0-beta1} in
 * {@code [1.0,2.0)}, since in Maven's order alphas, betas, milestones, release candidates and snapshots of a version
 * precede it.
 *
 * @param version that lies in the range
 * @param end the version that the range ends before, of which it is an early one
 * @param range the same range without it and its like
 */
record EarlyVersion(String version, String end, String range) {

    private static final Pattern NUMBERS = Pattern.compile("[0-9]+([.][0-9]+)*");

    /** What precedes all alphas in Maven's order. */
    private static final String FIRST = "-alpha";

    /**
     * Tells whether a version is an early one of the end of a range.
     *
     * @param range as Maven writes it
     * @param version that lies in it
     */
    static Optional<EarlyVersion> of(String range, String version) {
        VersionScheme scheme = new GenericVersionScheme();
        try {
            VersionRange.Bound end = scheme.parseVersionConstraint(range).getRange().getUpperBound();
            Matcher numbers = NUMBERS.matcher(version);
            if (end == null || end.isInclusive() || !numbers.lookingAt()) {
                return Optional.empty();
            }
            Version release = scheme.parseVersion(numbers.group());
            boolean early = scheme.parseVersion(version).compareTo(release) < 0;
            String last = end.getVersion().toString();
            int place = range.lastIndexOf(last);
            return early && release.equals(end.getVersion())
                    ? Optional.of(new EarlyVersion(version, last,
                            range.substring(0, place) + last + FIRST + range.substring(place + last.length())))
                    : Optional.empty();
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalArgumentException("%s is not in the range %s".formatted(version, range), e);
        }
    }
}
