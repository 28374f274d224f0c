/**
 * What a network is trained on. A {@link io.moduli.api.task.Task} consists of settings; once opened, it declares the {@link
 * io.moduli.api.task.TaskShape} that the network must have, fills a {@link io.moduli.api.task.Batch} for any index, and
 * evaluates outputs with an {@link io.moduli.api.task.Evaluation}.
 */
@NullMarked
package io.moduli.api.task;

import org.jspecify.annotations.NullMarked;
