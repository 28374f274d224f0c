/**
 * The machinery: plugins are found, a pipeline is read, its components are built and its stages run. Data flows
 * from the configuration through the engine to the run's folder.
 */
@NullMarked
package io.moduli.core;

import org.jspecify.annotations.NullMarked;
