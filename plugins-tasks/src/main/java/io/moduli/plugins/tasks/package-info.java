/**
 * The entry point of the standard tasks: {@link io.moduli.plugins.tasks.TasksPlugin} lists their factories. Each task
 * has its own subpackage, and no task depends on another.
 */
@NullMarked
package io.moduli.plugins.tasks;

import org.jspecify.annotations.NullMarked;
