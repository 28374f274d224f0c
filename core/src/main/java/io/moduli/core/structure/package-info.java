/**
 * The structure of a network's masks: how many connections each unit has, which communities its units form and how far
 * apart they are along connections, and what the masks of two networks have in common. Masks go in, numbers come out;
 * reports and the command show them.
 */
@NullMarked
package io.moduli.core.structure;

import org.jspecify.annotations.NullMarked;
