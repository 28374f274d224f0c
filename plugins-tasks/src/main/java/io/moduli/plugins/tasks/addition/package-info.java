/**
 * The adding problem. {@link io.moduli.plugins.tasks.addition.AdditionTask} draws its sequences once when it is opened;
 * batches are then copied from them in an order that each epoch shuffles again, and outputs are evaluated by their
 * squared error, compared with that of an answer that ignores the input.
 */
@NullMarked
package io.moduli.plugins.tasks.addition;

import org.jspecify.annotations.NullMarked;
