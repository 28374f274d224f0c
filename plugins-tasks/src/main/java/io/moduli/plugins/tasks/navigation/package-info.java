/**
 * Path integration: from the start and the movements of a simulated rat, a network gives its position as the activity
 * of place cells. {@link io.moduli.plugins.tasks.navigation.NavigationTask} opens; its batches flow from the motion
 * model, which draws trajectories within a box, through the place cells, which turn positions into codes and codes back
 * into positions, to the evaluation, which measures how far off those are.
 */
@NullMarked
package io.moduli.plugins.tasks.navigation;

import org.jspecify.annotations.NullMarked;
