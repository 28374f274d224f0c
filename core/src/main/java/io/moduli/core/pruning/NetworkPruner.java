package io.moduli.core.pruning;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.geometry.LayerGeometries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pruner on the weights of a network. */
public final class NetworkPruner {

    private final SparsitySchedule schedule;
    private final Cadence cadence;
    private final MaskRules rules;
    private final List<Parameter> parameters;
    private final List<PlacedWeight> places;
    private final BoundPruner bound;

    /**
     * Binds a pruner to those weights whose roles it is on.
     *
     * @param name what it is called in messages, as it is written behind {@code type =}
     * @param weights all weights of the network
     * @param geometries say where the units lie that a weight connects
     */
    public NetworkPruner(
            String name, Pruner pruner, List<Parameter> weights, LayerGeometries geometries) {
        this.schedule = pruner.schedule();
        this.cadence = pruner.cadence();
        this.rules = MaskRules.of(name, pruner);
        this.parameters = weights.stream()
                .filter(weight -> pruner.on().contains(weight.weight().orElseThrow().role()))
                .toList();
        this.places = parameters.stream().map(weight -> geometries.place(weight.weight().orElseThrow())).toList();
        this.bound = pruner.bind(places);
    }

    /** The schedule of its own. */
    public SparsitySchedule schedule() {
        return schedule;
    }

    /** When it is to be asked. */
    public Cadence cadence() {
        return cadence;
    }

    /** Whether entries come back, and what they begin with. */
    public Regrowth regrowth() {
        return rules.regrowth();
    }

    /** What it would have to be given to go on from here. */
    public List<StateArray> state() {
        return bound.state();
    }

    /**
     * Asks for masks to begin with.
     *
     * @return the masks of those weights whose masks have changed; nothing where it begins with what there is
     * @throws BrokenPrunerException where a mask is not as it promises
     */
    public Optional<Map<Parameter, Mask>> firstMasks(RoundTerms terms) {
        NetworkRound round = new NetworkRound(terms, parameters, places);
        return bound.firstMasks(round).map(masks -> changed(round, masks));
    }

    /**
     * Asks for masks.
     *
     * @return the masks of those weights whose masks have changed
     * @throws BrokenPrunerException where a mask is not as it promises
     */
    public Map<Parameter, Mask> masks(RoundTerms terms) {
        NetworkRound round = new NetworkRound(terms, parameters, places);
        return changed(round, bound.masks(round));
    }

    private Map<Parameter, Mask> changed(NetworkRound round, List<Mask> masks) {
        rules.check(masks, round.weights());
        Map<Parameter, Mask> changed = new LinkedHashMap<>();
        for (int index = 0; index < masks.size(); index++) {
            if (!masks.get(index).equals(round.weights().get(index).mask())) {
                changed.put(parameters.get(index), masks.get(index));
            }
        }
        return changed;
    }
}
