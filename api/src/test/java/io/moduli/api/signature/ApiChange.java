package io.moduli.api.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One difference between two states of the api.
 *
 * @param weight which part of the version it moves
 * @param text what differs
 */
record ApiChange(Weight weight, String text) {

    /** The part of a version that must move, by the rules of OSGi's semantic versioning. */
    enum Weight {

        /** Plugins go on as they are, those that use what is new need a newer host. */
        MINOR,

        /** Plugins that were compiled before may break. */
        MAJOR
    }

    /** Everything that differs. */
    static List<ApiChange> between(Map<String, ApiType> before, Map<String, ApiType> after) {
        List<ApiChange> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!after.containsKey(name)) {
                changes.add(new ApiChange(Weight.MAJOR, "type removed: " + name));
            } else if (!before.containsKey(name)) {
                changes.add(new ApiChange(Weight.MINOR, "type added: " + name));
            } else {
                compare(name, before.get(name), after.get(name), changes);
            }
        }
        return changes;
    }

    private static void compare(String name, ApiType before, ApiType after, List<ApiChange> changes) {
        if (!before.header().equals(after.header())) {
            changes.add(new ApiChange(Weight.MAJOR,
                    "type changed: " + name + ": " + after.header() + "; it was: " + before.header()));
        }
        before.members().stream().filter(member -> !after.members().contains(member))
                .forEach(member -> changes.add(new ApiChange(Weight.MAJOR, "removed: " + name + ": " + member)));
        after.members().stream().filter(member -> !before.members().contains(member))
                .forEach(member -> changes.add(new ApiChange(weightOfNew(after, member), "added: " + name + ": " + member)));
    }

    /** What implementers must have and do not have breaks them. */
    private static Weight weightOfNew(ApiType type, String member) {
        boolean demanded = (" " + member).contains(" abstract ");
        boolean annotation = (" " + type.header() + " ").contains(" annotation ");
        if (annotation) {
            return member.contains(" default ") ? Weight.MINOR : Weight.MAJOR;
        }
        return demanded && type.isOpen() ? Weight.MAJOR : Weight.MINOR;
    }
}
