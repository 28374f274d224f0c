/**
 * Settings that several pruners have in common: which entries are ranked together, how a share is divided among matrices, when masks
 * change, and what of all this fits together.
 */
@NullMarked
package io.moduli.plugins.pruning.setting;

import org.jspecify.annotations.NullMarked;
