/**
 * The task of a trial on an executor, which is a process of Moduli's command. It is compiled for Java 17, the oldest that Spark 4
 * runs on: executors may run on another Java than trials do.
 */
@NullMarked
package io.moduli.spark.task;

import org.jspecify.annotations.NullMarked;
