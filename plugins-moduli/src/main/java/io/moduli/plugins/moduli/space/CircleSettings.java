package io.moduli.plugins.moduli.space;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * The settings of a circle, which is the {@link SphereSpace} of dimension 1.
 *
 * @param radius the radius, in units of length
 */
@Description("The circle with its arc length: a sphere of dimension 1")
public record CircleSettings(
        @Description("The radius, in units of length") @Default("5") @Range(min = 1e-100, max = 1e100) double radius) {

    /** The circle. */
    public SphereSpace space() {
        return new SphereSpace(1, radius);
    }
}
