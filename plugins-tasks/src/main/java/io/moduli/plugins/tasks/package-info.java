/**
 * The door of the standard tasks: {@link io.moduli.plugins.tasks.TasksPlugin} names their factories. Each task lives in a
 * package of its own below, and no task knows another.
 */
@NullMarked
package io.moduli.plugins.tasks;

import org.jspecify.annotations.NullMarked;
