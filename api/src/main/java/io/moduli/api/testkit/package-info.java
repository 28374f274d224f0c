/**
 * A test kit for plugin authors: what each extension point promises, as code that looks for violations. Nothing at run time
 * depends on it.
 *
 * <p>A contract needs no test framework: it takes a component and returns what it found wrong. JUnit adapters for the
 * contracts are in this module's test jar; the components that come with Moduli pass the same contracts as anyone's.
 */
@NullMarked
package io.moduli.api.testkit;

import org.jspecify.annotations.NullMarked;
