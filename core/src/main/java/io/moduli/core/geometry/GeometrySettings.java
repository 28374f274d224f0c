package io.moduli.core.geometry;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import java.util.Optional;

/**
 * A pipeline's settings for the positions of a layer's units.
 *
 * @param space the space of their points
 * @param scale the unit of length of distances
 * @param points how the points are chosen
 * @param learn how the points are learned; empty if they are fixed
 */
@Description("Where the hidden units of a layer lie")
public record GeometrySettings(
        @Description("The space on which every unit has a point") ModuliSpace space,
        @Default("as-is") @Description("The unit of length of distances: the space's own, or the median distance of two units: as-is, unit-median") DistanceScale scale,
        @Default("uniform") @Description("How the points are chosen: drawn one by one, or spread evenly: uniform, even") Placement points,
        @Description("How the points are learned; without it they stay fixed") Optional<Learning> learn) {}
