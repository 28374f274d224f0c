package io.moduli.api.signature;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A type of the api as others compile against it.
 *
 * @param header its modifiers, kind, type parameters, record components and supertypes
 * @param members its public and protected members, one text each
 */
record ApiType(String header, SortedSet<String> members) {

    ApiType {
        members = new TreeSet<>(members);
    }

    /** Whether other people's classes may implement or extend it. */
    boolean isOpen() {
        Set<String> words = Set.of(header.split(" "));
        boolean type = words.contains("interface") || words.contains("class");
        return type && !words.contains("sealed") && !words.contains("final");
    }
}
