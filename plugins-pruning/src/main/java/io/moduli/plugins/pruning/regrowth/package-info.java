/**
 * Pruners that start sparse at random and replace entries: {@link io.moduli.plugins.pruning.regrowth.RigLPruner} and
 * {@link io.moduli.plugins.pruning.regrowth.SetPruner} determine the rankings by which a
 * {@link io.moduli.plugins.pruning.regrowth.Replacement} drops entries and grows others.
 */
@NullMarked
package io.moduli.plugins.pruning.regrowth;

import org.jspecify.annotations.NullMarked;
