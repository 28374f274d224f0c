/**
 * The tasks that networks are trained on.
 */
package io.moduli.plugins.tasks;
