package io.moduli.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names that components of one kind claim, while plugins are being registered. A name with several claimants goes
 * to none of them.
 *
 * @param <T> what components of the kind implement
 */
final class Claims<T> {

    private final ExtensionPoint<T> extensionPoint;
    private final SortedMap<String, List<InstalledComponent<T>>> byName = new TreeMap<>();

    Claims(ExtensionPoint<T> extensionPoint) {
        this.extensionPoint = extensionPoint;
    }

    ExtensionPoint<T> extensionPoint() {
        return extensionPoint;
    }

    /**
     * Enters a claim.
     *
     * @return the plugin that was the first to claim the same name, if there is one
     */
    Optional<InstalledPlugin> enter(InstalledComponent<T> component) {
        List<InstalledComponent<T>> claimants = byName.computeIfAbsent(component.name(), _ -> new ArrayList<>());
        Optional<InstalledPlugin> earlier = claimants.stream().findFirst().map(InstalledComponent::plugin);
        claimants.add(component);
        return earlier;
    }

    /** The components with unique names, sorted by name. */
    List<InstalledComponent<T>> granted() {
        return byName.values().stream().filter(claimants -> claimants.size() == 1).map(List::getFirst).toList();
    }

    /** The others, sorted by name and then in the order in which they were entered. */
    List<InstalledComponent<T>> contested() {
        return byName.values().stream().filter(claimants -> claimants.size() > 1).flatMap(List::stream).toList();
    }
}
