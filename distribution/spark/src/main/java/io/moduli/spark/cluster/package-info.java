/**
 * What runs in the process of Spark's driver, with Spark and Java alone: it makes a job of each trial, and says in lines what
 * becomes of them.
 */
@NullMarked
package io.moduli.spark.cluster;

import org.jspecify.annotations.NullMarked;
