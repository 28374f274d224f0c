/**
 * What a host of plugins gives to them: the points of a layer's units and the windows of a cell's step. The engine and the
 * test kit make these; a component sees only the interfaces, {@link io.moduli.api.geometry.LayerGeometry}, {@link
 * io.moduli.api.cell.ForwardStep} and {@link io.moduli.api.cell.BackwardStep}, so an author of plugins needs nothing here
 * but, in tests, a geometry with points of one's own: {@link io.moduli.api.host.UnitPoints}.
 */
@NullMarked
package io.moduli.api.host;

import org.jspecify.annotations.NullMarked;
