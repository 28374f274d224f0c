package io.moduli.core.pruning;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.geometry.LayerGeometries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pruner that is bound to the weights of a network, which need not exist yet. */
public final class NetworkPruner {

    private final SparsitySchedule schedule;
    private final Cadence cadence;
    private final MaskRules rules;
    private final boolean startsSparse;
    private final List<PlacedWeight> places;
    private final BoundPruner bound;

    /**
     * Binds a pruner to those weights whose roles it is on.
     *
     * @param name its name in {@code type =}, for messages
     * @param weights all weights of the network
     * @param geometries give the positions of the units that a weight connects
     */
    public NetworkPruner(String name, Pruner pruner, List<WeightShape> weights, LayerGeometries geometries) {
        this.schedule = pruner.schedule();
        this.cadence = pruner.cadence();
        this.rules = MaskRules.of(name, pruner);
        this.startsSparse = pruner.startsSparse();
        this.places = weights.stream()
                .filter(weight -> pruner.on().contains(weight.role()))
                .map(geometries::place)
                .toList();
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

    /** Whether entries can come back, and with which values. */
    public Regrowth regrowth() {
        return rules.regrowth();
    }

    /** Whether it provides first masks before weights have values. */
    public boolean startsSparse() {
        return startsSparse;
    }

    /** The state that it needs to continue from here. */
    public List<StateArray> state() {
        return bound.state();
    }

    /** Restores what {@link #state} returned. */
    public void restore(List<StateArray> state) {
        bound.restore(state);
    }

    /**
     * Asks for first masks of weights that do not exist yet.
     *
     * @return the masks of those weights that do not keep all entries, by their names
     * @throws BrokenPrunerException if a mask breaks its contract, or the pruner accesses weights
     */
    public Map<String, Mask> startingMasks(RoundTerms terms) {
        List<PrunableWeight> weights = places.stream().map(this::planned).toList();
        List<Mask> masks = bound.firstMasks(new NetworkRound(terms, weights))
                .orElseThrow(() -> new BrokenPrunerException(rules.pruner(),
                        "it declares that it starts sparse, but gives no first masks"));
        rules.check(masks, weights);
        Map<String, Mask> sparse = new LinkedHashMap<>();
        for (int index = 0; index < masks.size(); index++) {
            if (masks.get(index).count() < masks.get(index).entries()) {
                sparse.put(weights.get(index).shape().name(), masks.get(index));
            }
        }
        return sparse;
    }

    private PrunableWeight planned(PlacedWeight weight) {
        return PlannedWeight.of(weight, rules.pruner());
    }

    /**
     * Asks for first masks.
     *
     * @param weights all weights of the network
     * @return the masks of those weights whose masks have changed; nothing if it begins with the present ones
     * @throws BrokenPrunerException if a mask breaks its contract
     */
    public Optional<Map<Parameter, Mask>> firstMasks(RoundTerms terms, List<Parameter> weights) {
        List<Parameter> own = own(weights);
        NetworkRound round = NetworkRound.of(terms, own, places);
        return bound.firstMasks(round).map(masks -> changed(own, round, masks));
    }

    /**
     * Asks for masks.
     *
     * @param weights all weights of the network
     * @return the masks of those weights whose masks have changed
     * @throws BrokenPrunerException if a mask breaks its contract
     */
    public Map<Parameter, Mask> masks(RoundTerms terms, List<Parameter> weights) {
        List<Parameter> own = own(weights);
        NetworkRound round = NetworkRound.of(terms, own, places);
        return changed(own, round, bound.masks(round));
    }

    /** The weights that it is bound to, in order. */
    private List<Parameter> own(List<Parameter> weights) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        weights.forEach(weight -> byName.put(weight.name(), weight));
        return places.stream()
                .map(place -> Optional.ofNullable(byName.get(place.shape().name())).orElseThrow())
                .toList();
    }

    private Map<Parameter, Mask> changed(List<Parameter> own, NetworkRound round, List<Mask> masks) {
        rules.check(masks, round.weights());
        Map<Parameter, Mask> changed = new LinkedHashMap<>();
        for (int index = 0; index < masks.size(); index++) {
            if (!masks.get(index).equals(round.weights().get(index).mask())) {
                changed.put(own.get(index), masks.get(index));
            }
        }
        return changed;
    }
}
