/**
 * Settings that several pruners have in common: which entries are ranked together, how a share is divided among
 * matrices, when masks change, and which combinations are valid.
 */
@NullMarked
package io.moduli.plugins.pruning.setting;

import org.jspecify.annotations.NullMarked;
