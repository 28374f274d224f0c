/**
 * Pruners and the schedules that tell them how much to remove.
 */
package io.moduli.plugins.pruning;
