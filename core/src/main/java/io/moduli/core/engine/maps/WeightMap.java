package io.moduli.core.engine.maps;

import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;

/** A use of a weight by some workers: gives the linear map of the weight for the way it is currently stored. */
public final class WeightMap {

    private final Parameter parameter;
    private final Team team;
    private LinearMap form;
    private long version;

    /** A use of a weight by a team. */
    public WeightMap(Parameter parameter, Team team) {
        this.parameter = parameter;
        this.team = team;
        this.form = LinearMap.of(parameter, team);
        this.version = parameter.structureVersion();
    }

    /** The parameter that is multiplied by. */
    public Parameter parameter() {
        return parameter;
    }

    /**
     * The map for the way the weight is currently stored; to be requested before the workers start. It is a new object
     * only if the structure has changed.
     */
    public LinearMap current() {
        if (version != parameter.structureVersion()) {
            version = parameter.structureVersion();
            form = LinearMap.of(parameter, team);
        }
        return form;
    }
}
