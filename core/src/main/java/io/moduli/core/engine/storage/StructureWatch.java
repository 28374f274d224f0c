package io.moduli.core.engine.storage;

import java.util.Collection;

/**
 * Tells the owner of something that depends on how some parameters are stored when to rebuild it. There is no callback when a
 * parameter is pruned; the owner asks before the next use, before its threads start.
 */
public final class StructureWatch {

    private final Parameter[] parameters;
    private final long[] seen;

    /** A watch that has seen the current structure of all the parameters. */
    public StructureWatch(Collection<Parameter> parameters) {
        this.parameters = parameters.toArray(Parameter[]::new);
        this.seen = parameters.stream().mapToLong(Parameter::structureVersion).toArray();
    }

    /** Whether the structure of any parameter has changed since this was last asked, or since the watch was made. */
    public boolean changed() {
        boolean changed = false;
        for (int index = 0; index < parameters.length; index++) {
            long version = parameters[index].structureVersion();
            changed |= version != seen[index];
            seen[index] = version;
        }
        return changed;
    }
}
