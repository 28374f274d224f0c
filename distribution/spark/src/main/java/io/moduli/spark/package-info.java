/**
 * The engine that runs the trials of an experiment as tasks of a cluster of Apache Spark. It starts Spark's driver as a process of
 * its own, so that nothing of Spark is loaded beside Moduli's own libraries, tells it which trials to run, and reads line by line
 * what becomes of them; trials themselves leave all that they make in the experiment's folder, which every machine sees.
 */
@NullMarked
package io.moduli.spark;

import org.jspecify.annotations.NullMarked;
